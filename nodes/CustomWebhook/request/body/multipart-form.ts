import type { PartSettings } from '../../settings';
import type { ItemScope, Template } from '../../template';
import type { Compile } from '../pairs';
import type { FileSource } from '../files';
import { boundaryIn } from './boundary';
import { multipartBody, type MultipartPart } from './multipart';
import type { BodyBuilder } from './types';

type PartPlan = (scope: ItemScope, files: FileSource) => MultipartPart | Promise<MultipartPart>;

/** `multipart/form-data` of text fields and files of the item (RFC 7578). */
export function multipartFormBody(parts: readonly PartSettings[], compile: Compile): BodyBuilder {
	const plans = parts.map((part) => planPart(part, compile));
	return async (scope, files, typedContentType) => {
		if (plans.length === 0) return undefined;
		const built = await Promise.all(plans.map(async (plan) => await plan(scope, files)));
		const { body, contentType, boundary } = multipartBody(built, boundaryIn(typedContentType));
		return { content: body, contentType, boundary };
	};
}

function planPart(part: PartSettings, compile: Compile): PartPlan {
	const { name } = part;
	if (part.kind === 'text') {
		const value: Template = compile(part.value, `multipartFields.${name}`, 'text');
		return (scope) => ({ kind: 'text', name, value: value.render(scope) });
	}
	const fileName = compile(part.fileName, `multipartFields.${name}.fileName`, 'text');
	return async (scope, files) => {
		const file = await files(part.binaryProperty, `multipartFields.${name}.binaryProperty`);
		return {
			kind: 'file',
			name,
			fileName: fileName.render(scope) || file.fileName,
			mimeType: part.mimeType || file.mimeType,
			length: file.length,
			open: () => file.open(),
		};
	};
}
