import type { BodySettings } from '../../settings';
import { checkJson, parseJsonAsWritten } from '../../formats/json';
import { checkXml, jsonToXml } from '../../formats/xml';
import { failureInText } from '../../formats';
import type { Compile } from '../pairs';
import { xmlEncodingFor } from './in-charset';
import { soapMessage } from './soap';
import type { BodyBuilder } from './types';

const XML_TYPE = 'application/xml; charset=utf-8';

/** XML as text or built from JSON, and SOAP if an action is given. */
export function xmlBody(settings: Extract<BodySettings, { type: 'xml' }>, compile: Compile): BodyBuilder {
	const isJson = settings.source === 'json';
	const template = compile(settings.text, 'xmlBody', isJson ? 'json' : 'xml');
	const action = compile(settings.soapAction, 'soapAction', 'header');
	return (scope, _files, typed) => {
		const rendered = template.render(scope);
		if (rendered.trim() === '') return undefined;
		const xml = isJson ? xmlOfJson(rendered, xmlEncodingFor(typed?.contentType)) : rendered;
		checkXml(xml, template.field);
		const soapAction = action.render(scope).trim();
		if (soapAction === '') return { content: xml, contentType: XML_TYPE, field: template.field };
		const message = soapMessage(xml, soapAction);
		const { body: content, contentType, headers } = message;
		return { content, contentType, headers, field: template.field };
	};
}

function xmlOfJson(text: string, encoding: string): string {
	checkJson(text, 'xmlBody');
	return jsonToXml(parsed(text), 'xmlBody', text, encoding);
}

function parsed(text: string) {
	try {
		return parseJsonAsWritten(text);
	} catch (cause) {
		if (!(cause instanceof RangeError)) throw cause;
		throw failureInText(text, 'xmlBody', {
			offset: 0,
			message: `this JSON cannot become XML: ${cause.message}`,
			fix: 'Use fewer levels.',
			cause,
		});
	}
}
