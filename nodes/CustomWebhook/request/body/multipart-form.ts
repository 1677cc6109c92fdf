import type { PartSettings } from '../../settings';
import type { ItemScope, Template } from '../../template';
import { rowField, unnamed, type Compile } from '../pairs';
import type { FileSource } from '../files';
import { textWriterFor, type TextWriter } from './in-charset';
import { multipartBody, type MultipartPart } from './multipart';
import type { BodyBuilder } from './types';

type PartPlan = (scope: ItemScope, files: FileSource) => MultipartPart | Promise<MultipartPart>;

/** `multipart/form-data` of text fields and files of the item (RFC 7578). */
export function multipartFormBody(parts: readonly PartSettings[], compile: Compile): BodyBuilder {
	const plans = parts.map((part) => ({
		plan: planPart(part, compile),
		row: rowField('multipartFields', part.name),
	}));
	return async (scope, files, typed) => {
		if (plans.length === 0) return undefined;
		const write = textWriterFor(typed?.contentType);
		const built = await Promise.all(
			plans.map(async ({ plan, row }) => {
				const part = await plan(scope, files);
				if (write) checkTexts(part, row, write);
				return part;
			}),
		);
		const { body, contentType, boundary } = multipartBody(
			built,
			undefined,
			write && ((text) => write(text, 'multipartFields')),
		);
		return { content: body, contentType, boundary };
	};
}

/** Reports a character that the charset lacks by its place in the row, not in the whole form. */
function checkTexts(part: MultipartPart, row: string, write: TextWriter): void {
	const texts = [part.name, part.fileName, part.kind === 'text' ? part.value : undefined];
	for (const text of texts) if (text) write(text, row);
}

function planPart(part: PartSettings, compile: Compile): PartPlan {
	const row = rowField('multipartFields', part.name);
	const nameTemplate = compile(part.name, row, 'text');
	const { field } = nameTemplate;
	const fileName = compile(part.fileName ?? '', `${row}.fileName`, 'text');
	const name = (scope: ItemScope) => filled(nameTemplate.render(scope), field);
	if (part.kind === 'text') {
		const value: Template = compile(part.value, row, 'part');
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
