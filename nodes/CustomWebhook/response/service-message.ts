import { looksLikeForm } from '../formats';
import { isObject, type JsonObject, type JsonValue } from '../formats/json';
import { firstDetail, member, MESSAGE_KEYS, withPlace } from './service-detail';
import { soapFaultIn } from './soap-fault';

/** The longest text of a service in a message, in characters. The whole response is on the item. */
const MAX_LENGTH = 200;

/** A message and a detail together: the shortened message of n8n's error panel still has both. */
const MAX_WITH_DETAIL = 180;

const MOST_OF_A_DETAIL = 90;

/** A space, two brackets and the mark of a cut. */
const AROUND_A_DETAIL = 4;

/** Characters of a text that are searched: the title of a page, or the message of a form, is among them. */
const MOST_LOOKED_AT = 10_000;

/** No service wraps its message deeper than this. */
const MAX_DEPTH = 4;

/** The beginning of an object or a list; not of a text such as `[ERROR] …`. */
const BROKEN_JSON = /^(?:\{|\[\s*["{[])/;

/** A service's error message, short and on one line; undefined if its response has none that is readable. */
export function serviceMessage(body: JsonValue): string | undefined {
	const text =
		typeof body === 'string' ? messageInText(body) : (soapFaultIn(body)?.reason ?? messageIn(body, 0));
	const line = text?.replace(/\s+/g, ' ').trim();
	return line ? brief(line) : undefined;
}

/** Cuts a text to the length that fits into a message. */
export function brief(text: string, maxLength = MAX_LENGTH): string {
	// A character is at most two UTF-16 units; two more units show whether there is something to cut.
	const characters = Array.from(text.slice(0, maxLength * 2 + 2));
	return characters.length > maxLength ? `${characters.slice(0, maxLength).join('')}…` : text;
}

/** The title of a page, the message of a form, or the beginning of other text. Not of data. */
function messageInText(text: string): string | undefined {
	const start = text.slice(0, MOST_LOOKED_AT).trimStart();
	if (start.startsWith('<')) return /<title[^>]*>([^<]*)<\/title>/i.exec(start)?.[1];
	if (BROKEN_JSON.test(start)) return undefined;
	if (looksLikeForm(start)) return messageIn(Object.fromEntries(new URLSearchParams(start)), 0);
	return start;
}

/** @param isTelling whether one of the {@link MESSAGE_KEYS} led here */
function messageIn(value: JsonValue | undefined, depth: number, isTelling = false): string | undefined {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value;
	if (depth > MAX_DEPTH || value === undefined) return undefined;
	if (Array.isArray(value)) return messageInList(value[0], depth + 1, isTelling);
	if (!isObject(value)) return undefined;
	const members = Object.entries(value);
	for (const wanted of MESSAGE_KEYS) {
		const message = messageIn(member(value, wanted), depth + 1, true);
		if (message !== undefined) return withDetail(message, value);
	}
	const text = (isTelling ? annotatedText(value) : undefined) ?? firstField(members, isTelling);
	if (text !== undefined) return text;
	const only = members.length === 1 ? members[0]?.[1] : undefined;
	return isObject(only) || Array.isArray(only) ? messageIn(only, depth + 1, isTelling) : undefined;
}

function messageInList(first: JsonValue | undefined, depth: number, isTelling: boolean): string | undefined {
	const message = messageIn(first, depth, isTelling);
	return message !== undefined && isObject(first) ? withPlace(first, message) : message;
}

/** A general message with the first of the errors that it is about. */
function withDetail(message: string, holder: JsonObject): string {
	const detail = brief(firstDetail(holder) ?? '', MOST_OF_A_DETAIL);
	const said = brief(message);
	if (detail === '' || said.includes(detail)) return said;
	return `${brief(message, MAX_WITH_DETAIL - detail.length - AROUND_A_DETAIL)} (${detail})`;
}

/** An element with attributes, or a text with its language (OData 2). */
function annotatedText(value: JsonObject): string | undefined {
	const text = value['#text'] ?? ('lang' in value ? value.value : undefined);
	return typeof text === 'string' ? text : undefined;
}

/** `{"email": ["is taken"]}`: errors by field. Unless a telling name led here, only lists count. */
function firstField(members: ReadonlyArray<[string, JsonValue]>, isTelling: boolean): string | undefined {
	const texts = members.map(([, value]) =>
		Array.isArray(value) ? value[0] : isTelling ? value : undefined,
	);
	const isAllText = texts.every((text) => typeof text === 'string' && text.trim() !== '');
	return isAllText && members.length > 0 ? `${members[0]?.[0]}: ${String(texts[0])}` : undefined;
}
