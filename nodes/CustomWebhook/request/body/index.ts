import type { NameValue, RequestBody } from '../../delivery';
import type { BodySettings, QueryArrays } from '../../settings';
import type { ItemScope, Target, Template } from '../../template';
import type { FileSource } from '../files';
import { binaryBody } from './binary';
import { formBody } from './form';
import { jsonBody } from './json';
import { multipartFormBody } from './multipart-form';
import { textBody } from './text';
import { xmlBody } from './xml-body';

/** A body with the headers that describe it; the author's own headers win over these. */
export interface BuiltBody {
	content: RequestBody;
	contentType: string;
	/** Besides the content type: `SOAPAction`. */
	headers?: readonly NameValue[];
}

/** Makes the body of one item; nothing where there is nothing to send. */
export type BodyBuilder = (
	scope: ItemScope,
	files: FileSource,
) => BuiltBody | undefined | Promise<BuiltBody | undefined>;

/** Compiles the template of a field, once a run. */
export type Compile = (text: string, field: string, target: Target) => Template;

/** The builder for the body format that the settings name. */
export function planBody(settings: BodySettings, compile: Compile, queryArrays: QueryArrays): BodyBuilder {
	switch (settings.type) {
		case 'none':
			return () => undefined;
		case 'json':
			return jsonBody(compile(settings.text, 'jsonBody', 'json'));
		case 'xml':
			return xmlBody(settings, compile);
		case 'form':
			return formBody(settings.fields, compile, queryArrays);
		case 'multipart':
			return multipartFormBody(settings.parts, compile);
		case 'text':
			return textBody(compile(settings.text, 'textBody', 'text'), settings.contentType);
		case 'binary':
			return binaryBody(settings.property);
	}
}
