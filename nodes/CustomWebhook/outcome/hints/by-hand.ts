import { escapedByHand, jsonSentAsText, referencesByHand } from '../../template';
import type { TemplateFields } from '../sent-as-typed';
import { listed } from './values';

/** Expressions that have encoded their value for the body by themselves. */
export function writtenByHand({ body, templates }: TemplateFields): string[] {
	if (templates.syntax !== 'handlebars') return [];
	if (body.type === 'json')
		return [...backslashes('JSON Body', body.text), ...textsOfJson('JSON Body', body.text)];
	if (body.type !== 'xml') return [];
	const { text, source } = body;
	const inJson =
		source === 'json' ? [...backslashes('XML Body', text), ...textsOfJson('XML Body', text)] : [];
	return [...inJson, ...references(referencesByHand(text, source))];
}

function backslashes(field: string, text: string): string[] {
	const names = escapedByHand(text);
	if (names.length === 0) return [];
	return [
		`${field}: ${listed(names)} puts backslashes into its value, and they are sent. ` +
			'Values are escaped for JSON already: write the field alone, as in {{contact.note}}.',
	];
}

function textsOfJson(field: string, text: string): string[] {
	const names = jsonSentAsText(text);
	if (names.length === 0) return [];
	return [
		`${field}: ${listed(names)} makes a text of JSON, and it is sent as a text, in quotes. ` +
			'To send the JSON, write the field alone, as in {{contact}}, or JSON.stringify with nothing around it.',
	];
}

function references(names: readonly string[]): string[] {
	if (names.length === 0) return [];
	return [
		`XML Body: ${listed(names)} writes references such as &amp; into its value, and they are escaped once more. ` +
			'Values are escaped for XML already: write the field alone, as in {{contact.note}}.',
	];
}
