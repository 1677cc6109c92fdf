import { looksLikeForm } from '../form-text';
import { isObject } from './own';
import { soapFaultIn } from './soap-fault';
import type { JsonValue } from './types';

/** The longest text of a service that goes into a message, in characters; the whole answer is on the item. */
const MAX_LENGTH = 200;

/** No service wraps its message deeper than this. */
const MAX_DEPTH = 4;

/** Where services write what went wrong, in the order in which it helps; compared without case, `_` and `-`. */
const KEYS = [
	'errordescription',
	'message',
	'errormessage',
	'detail',
	'title',
	'error',
	'errors',
	'reason',
	'msg',
];

/** An object, or a list that holds more than words: `[ERROR] …` is a text. */
const BROKEN_JSON = /^(?:\{|\[\s*["{[])/;

/** What a service says about an error, short and on one line; nothing where its answer says nothing readable. */
export function serviceMessage(body: JsonValue): string | undefined {
	const text =
		typeof body === 'string' ? messageInText(body) : (soapFaultIn(body)?.reason ?? messageIn(body, 0));
	const line = text?.replace(/\s+/g, ' ').trim();
	return line ? shorten(line) : undefined;
}

/** Cuts a text to what a message has room for. */
export function shorten(text: string): string {
	// A character takes two places at the most; the two more show that there is something to cut.
	const characters = Array.from(text.slice(0, MAX_LENGTH * 2 + 2));
	return characters.length > MAX_LENGTH ? `${characters.slice(0, MAX_LENGTH).join('')}…` : text;
}

/** Of a page its title; of a form what it says; of other text its beginning. Data is no text for people. */
function messageInText(text: string): string | undefined {
	const start = text.slice(0, 10_000).trimStart();
	if (start.startsWith('<')) return /<title[^>]*>([^<]*)<\/title>/i.exec(start)?.[1];
	if (BROKEN_JSON.test(start)) return undefined;
	if (looksLikeForm(start)) return messageIn(Object.fromEntries(new URLSearchParams(start)), 0);
	return start;
}

function messageIn(value: JsonValue | undefined, depth: number): string | undefined {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value;
	if (depth > MAX_DEPTH || value === undefined) return undefined;
	if (Array.isArray(value)) return messageIn(value[0], depth + 1);
	if (!isObject(value)) return undefined;
	const members = Object.entries(value);
	for (const wanted of KEYS) {
		const found = members.find(([key]) => key.toLowerCase().replace(/[_-]/g, '') === wanted)?.[1];
		const message = messageIn(found, depth + 1);
		if (message !== undefined) return message;
	}
	const only = members.length === 1 ? members[0]?.[1] : undefined;
	return isObject(only) || Array.isArray(only) ? messageIn(only, depth + 1) : undefined;
}
