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
	const row = rowField('multipartFields', part.name);
	const nameTemplate = compile(part.name, row, 'text');
	const { field } = nameTemplate;
	const fileName = compile(part.fileName ?? '', `${row}.fileName`, 'text');
	const name = (scope: ItemScope) => filled(nameTemplate.render(scope), field);
	if (part.kind === 'text') {
		const value: Template = compile(part.value, row, 'text');
		return (scope) => ({
			...part,
			name: name(scope),
			value: value.render(scope),
			fileName: fileName.render(scope),
		});
	}
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

function filled(name: string, field: string): string {
	if (name === '') throw unnamed(field);
	return name;
}
