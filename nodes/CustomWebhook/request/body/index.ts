import type { BodySettings } from '../../settings';
import type { QueryArrays } from '../../template';
import type { Compile } from '../pairs';
import { binaryBody } from './binary';
import { formBody } from './form';
import { jsonBody } from './json';
import { multipartFormBody } from './multipart-form';
import { textBody } from './text';
import type { BodyBuilder } from './types';
import { xmlBody } from './xml-body';

export { withBoundary } from './boundary';

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
