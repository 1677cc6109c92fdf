import type { BodySettings } from '../../settings';
import { checkJson, parseJsonAsWritten } from '../../formats/json';
import { checkXml, jsonToXml } from '../../formats/xml';
import { failureInText, shorten } from '../../formats';
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
		const undeclared = checkXml(xml, template.field);
		const soapAction = action.render(scope).trim();
		const message = soapAction === '' ? undefined : soapMessage(xml, soapAction);
		for (const prefix of undeclared)
			if (!message?.declares?.includes(prefix)) scope.remarks.add(undeclaredPrefix(prefix, isJson));
		if (!message) return { content: xml, contentType: XML_TYPE, field: template.field };
		const { body: content, contentType, headers } = message;
		return { content, contentType, headers, field: template.field };
	};
}

function undeclaredPrefix(prefix: string, isJson: boolean): string {
	const name = `xmlns:${shorten(prefix)}`;
	const declaration = isJson ? `"@_${name}": "…"` : `${name}="…"`;
	return (
		`XML Body: the prefix ${shorten(prefix)} is not declared, and most services reject that. ` +
		`Add ${declaration} to the first element that has it, or to one around it.`
	);
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
