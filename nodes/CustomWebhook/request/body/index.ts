import type { BodySettings } from '../../settings';
import type { QueryArrays } from '../../template';
import type { Compile } from '../pairs';
import { inCoding } from './coding';
import { inCharset } from './in-charset';
import { binaryBody } from './binary';
import { formBody } from './form';
import { formTextBody } from './form-text';
import { jsonBody, jsonOfItem, type JsonBuilder } from './json';
import { multipartFormBody } from './multipart-form';
import { textBody } from './text';
import type { BodyBuilder, BuiltBody, TypedHeaders } from './types';
import { xmlBody } from './xml-body';

export { withBoundary } from './media-type';
export type { JsonBuilder } from './json';
export type { BuiltBody, TypedHeaders } from './types';

/** The builder for the settings' body format; its body has the charset and coding that the author typed. */
export function planBody(settings: BodySettings, compile: Compile, queryArrays: QueryArrays): BodyBuilder {
	const build = builderOf(settings, compile, queryArrays);
	return async (scope, files, typed = {}) => {
		const built = await build(scope, files, typed);
		return built && (await asTyped(built, typed));
	};
}

/** The body in the charset and the coding that the author typed. */
export function asTyped(built: BuiltBody, typed: TypedHeaders): BuiltBody | Promise<BuiltBody> {
	const body = inCharset(built, typed.contentType);
	return typed.contentEncoding === undefined ? body : inTypedCoding(body, typed.contentEncoding);
}

async function inTypedCoding(body: BuiltBody, contentEncoding: string): Promise<BuiltBody> {
	const content = await inCoding(body.content, contentEncoding);
	if (content === body.content) return body;
	const { text } = body;
	return {
		...body,
		content,
		...(typeof body.content === 'string' ? { text: text ?? body.content } : {}),
	};
}

/** The builder of JSON, before charset and coding; undefined if the body is something else. */
export function planJson(settings: BodySettings, compile: Compile): JsonBuilder | undefined {
	if (settings.type === 'json') return jsonBody(compile(settings.text, 'jsonBody', 'json'));
	return settings.type === 'jsonOf' ? jsonOfItem(settings.source) : undefined;
}

function builderOf(settings: BodySettings, compile: Compile, queryArrays: QueryArrays): BodyBuilder {
	switch (settings.type) {
		case 'none':
			return () => undefined;
		case 'json':
			return jsonBody(compile(settings.text, 'jsonBody', 'json'), settings.mayBeLines);
		case 'jsonOf':
			return jsonOfItem(settings.source);
		case 'xml':
			return xmlBody(settings, compile);
		case 'form':
			return formBody(settings.fields, compile, queryArrays);
		case 'formText':
			return formTextBody(compile(settings.text, 'formBody', 'form'), settings.isAsTyped);
		case 'multipart':
			return multipartFormBody(settings.parts, compile);
		case 'text':
			return textBody(compile(settings.text, 'textBody', 'text'), settings.contentType);
		case 'binary':
			return binaryBody(settings.property, compile('', 'binaryProperty', 'text').field);
	}
}
