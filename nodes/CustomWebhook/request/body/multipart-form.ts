import type { PartSettings } from '../../settings';
import type { ItemScope, Template } from '../../template';
import { rowField, unnamed, type Compile } from '../pairs';
import type { FileSource } from '../files';
import { multipartBody, type MultipartPart } from './multipart';
import type { BodyBuilder } from './types';

type PartPlan = (scope: ItemScope, files: FileSource) => MultipartPart | Promise<MultipartPart>;

/** `multipart/form-data` of text fields and files of the item (RFC 7578). */
export function multipartFormBody(parts: readonly PartSettings[], compile: Compile): BodyBuilder {
	const plans = parts.map((part) => planPart(part, compile));
	return async (scope, files) => {
		if (plans.length === 0) return undefined;
		const built = await Promise.all(plans.map(async (plan) => await plan(scope, files)));
		const { body, contentType, boundary } = multipartBody(built);
		return { content: body, contentType, boundary };
	};
}

function planPart(part: PartSettings, compile: Compile): PartPlan {
	const field = rowField('multipartFields', part.name);
	const name = nameOf(part.name, field, compile);
	if (part.kind === 'text') {
		const value: Template = compile(part.value, field, 'text');
		return (scope) => ({ kind: 'text', name: name(scope), value: value.render(scope) });
	}
	const fileName = compile(part.fileName, `${field}.fileName`, 'text');
	return async (scope, files) => {
		const file = await files(part.binaryProperty, `${field}.binaryProperty`);
		return {
			kind: 'file',
			name: name(scope),
			fileName: fileName.render(scope) || file.fileName,
			mimeType: part.mimeType || file.mimeType,
			length: file.length,
			open: () => file.open(),
		};
	};
}

function nameOf(typed: string, field: string, compile: Compile): (scope: ItemScope) => string {
	const template = compile(typed, field, 'text');
	return (scope) => {
		const name = template.render(scope);
		if (name === '') throw unnamed(field);
		return name;
	};
}
