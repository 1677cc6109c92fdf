import { decodedFormText } from '../../formats';
import { JsonTokens } from '../../formats/json';
import type { BodySettings } from '../../settings';

/** A typed value with its name. */
export type NamedValue = readonly [name: string, value: string];

const PAIR = /(?:^|[?&\n])([^=&?#\s]+)=([^&#\n]+)/g;
/** `<a b="c">text<`; names have a maximum length, so that the pattern is linear. */
const ELEMENT = /<([\w.:-]{1,100})(?:\s[^<>]*)?>([^<>]+)</g;
const ATTRIBUTE = /[\s"']([\w.:-]{1,100})=(?:"([^"<>]*)"|'([^'<>]*)')/g;
/** Words of JSON that are no typed value. */
const NOTHING = /^(?:null|true|false)$/;

/**
 * The members, fields, elements and attributes of a body that hold a text or a number.
 * @param typed a template → its text without placeholders
 */
export function namedValuesOf(body: BodySettings, typed: (raw: string) => string): NamedValue[] {
	switch (body.type) {
		case 'json':
			return membersOf(typed(body.text));
		case 'xml':
			return elementsOf(typed(body.text));
		case 'formText':
			return pairsOf(typed(body.text));
		case 'multipart':
			return body.parts.flatMap((part) =>
				part.kind === 'text' ? [[typed(part.name), typed(part.value)] as const] : [],
			);
		default:
			return [];
	}
}

/** The pairs of a form, or of a URL's query. */
export function pairsOf(text: string): NamedValue[] {
	return Array.from(text.matchAll(PAIR), ([, name = '', value = '']) => [
		decodedFormText(name),
		decodedFormText(value),
	]);
}

function membersOf(json: string): NamedValue[] {
	const found: NamedValue[] = [];
	const tokens = new JsonTokens(json);
	let name = '';
	let last = '';
	for (let kind = tokens.next(); kind; kind = tokens.next()) {
		const text = json.slice(tokens.start, tokens.end);
		if (name !== '' && (kind === 'string' || kind === 'word') && !NOTHING.test(text))
			found.push([name, kind === 'string' ? text.slice(1, -1) : text]);
		name = kind === ':' ? last : '';
		last = kind === 'string' ? text.slice(1, -1) : '';
	}
	return found;
}

function elementsOf(xml: string): NamedValue[] {
	const elements = Array.from(xml.matchAll(ELEMENT), ([, name = '', value = '']) => [name, value] as const);
	const attributes = Array.from(
		xml.matchAll(ATTRIBUTE),
		([, name = '', double, single = '']) => [name, double ?? single] as const,
	);
	return [...elements, ...attributes];
}
