import { isObject, type JsonObject, type JsonValue } from '../formats/json';

/** Members with a service's error message, most helpful first; compared by {@link plainLocalName}. */
export const MESSAGE_KEYS: readonly string[] = [
	'errordescription',
	'message',
	'errormessage',
	'errormessages',
	'errorsummary',
	'detail',
	'description',
	'title',
	'error',
	'errors',
	'fault',
	'reason',
	'msg',
	'err',
];

/** Members beside a general message that say what is wrong with which value, as RFC 9457 (section 3) has `errors`. */
const DETAIL_KEYS = [
	'errors',
	'details',
	'fielderrors',
	'validationerrors',
	'errorcauses',
	'errordetails',
	'invalidparams',
	'violations',
	'issues',
	// Objects of the request, each with its errors, as Xero has them.
	'elements',
];

/** Members of one error that name the value that it is about. */
const PLACE_KEYS = [
	...['field', 'fields', 'param', 'parameter', 'property', 'propertypath', 'attribute', 'target'],
	...['pointer', 'source', 'loc', 'location', 'path', 'name'],
];

/** No request that a service complains of is nested deeper than this. */
const MAX_DEPTH = 10;

/** What is left of an error without a message. */
const CODE_KEYS = ['issue', 'code', 'type'];

/** A member's name in lower case, without `_` and `-`. */
export const plainName = (key: string): string => key.replace(/[_-]/g, '').toLowerCase();

/** The same without XML's prefixes. */
const plainLocalName = (key: string): string => plainName(key.replace(/^(?:@_)?(?:[^:]*:)?/, ''));

/** The first of the errors beside a message: its field and what is wrong; undefined if there is none. */
export function firstDetail(holder: JsonObject, depth = 0): string | undefined {
	for (const wanted of DETAIL_KEYS) {
		const found = member(holder, wanted);
		const detail = Array.isArray(found)
			? ofError(found[0], depth + 1)
			: isObject(found)
				? ofField(found, wanted !== 'details')
				: undefined;
		if (detail !== undefined) return detail;
	}
	return undefined;
}

/** Puts the name of the value in front of what one error says about it. */
export function withPlace(error: JsonObject, says: string): string {
	const place = PLACE_KEYS.map((key) => placeIn(member(error, key))).find((text) => text !== undefined);
	return place === undefined || says.includes(place) ? says : `${place}: ${says}`;
}

function ofError(error: JsonValue | undefined, depth = 0): string | undefined {
	if (isText(error)) return error;
	if (!isObject(error)) return undefined;
	const says = [...MESSAGE_KEYS, ...CODE_KEYS].map((key) => member(error, key)).find(isText);
	if (says !== undefined) return withPlace(error, says);
	return depth < MAX_DEPTH ? firstDetail(error, depth) : undefined;
}

/** `{"email": ["is taken"]}`. @param takesText whether a text alone is an error, and not data */
function ofField(errors: JsonObject, takesText: boolean): string | undefined {
	const [name, value] = Object.entries(errors)[0] ?? [];
	if (isText(value) && !takesText) return undefined;
	const says = ofError(Array.isArray(value) ? value[0] : value);
	return says === undefined ? ofNested(errors, []) : `${name}: ${says}`;
}

/** Errors in the shape of the request, each list under `_errors`, as Discord and Zod write them. */
function ofNested(errors: JsonObject, path: readonly string[]): string | undefined {
	const { _errors: own, ...members } = errors;
	const says = Array.isArray(own) ? ofError(own[0]) : undefined;
	if (says !== undefined) return path.length === 0 ? says : `${path.join('.')}: ${says}`;
	const [name, value] = Object.entries(members)[0] ?? [];
	return name !== undefined && isObject(value) && path.length < MAX_DEPTH
		? ofNested(value, [...path, name])
		: undefined;
}

/** A name, a path in parts (as of FastAPI), or a source (JSON:API 1.1, Error Objects). */
function placeIn(value: JsonValue | undefined): string | undefined {
	if (isText(value)) return value;
	if (Array.isArray(value)) return value.length > 0 && value.every(isPart) ? value.join('.') : undefined;
	return isObject(value) ? [value.pointer, value.parameter].find(isText) : undefined;
}

/** The member of this name, compared by {@link plainLocalName}. */
export function member(holder: JsonObject, wanted: string): JsonValue | undefined {
	return Object.entries(holder).find(([key]) => plainLocalName(key) === wanted)?.[1];
}

function isPart(value: JsonValue): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}

function isText(value: JsonValue | undefined): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
