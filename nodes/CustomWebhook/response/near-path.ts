import { nearName } from '../formats';
import { isObject, type JsonValue } from '../formats/json';

/** Objects and lists of a body that a path is tried in. */
const MOST_PLACES = 200;

/** Names and indexes with dots between them. */
const PLAIN_PATH = /^[\w$@:-]+(?:\.[\w$@:-]+)*$/;

const INDEX = /^\d+$/;

interface Place {
	names: readonly string[];
	value: JsonValue;
}

/**
 * The path that one which finds nothing most likely means: with a slip (`data.naem`), without an index (`users.title`), or
 * from another place (`data.id` for `id`, and the other way round). The longest part of the path that fits wins, then the
 * place nearest to the beginning of the body. Undefined if there is none, or the path has more than names and indexes.
 */
export function nearPath(text: string, body: JsonValue): string | undefined {
	const path = text.trim().replace(/\[(\d+)\]/g, '.$1');
	if (!PLAIN_PATH.test(path)) return undefined;
	const names = path.split('.');
	const places = placesIn(body);
	for (let from = 0; from < names.length && !INDEX.test(names[from] ?? ''); from++)
		for (const place of places) {
			const found = namesIn(place.value, names.slice(from));
			if (found) return [...place.names, ...found].join('.');
		}
	return undefined;
}

/** The body and the objects and lists in it, level by level; of a list, the first member. */
function placesIn(body: JsonValue): Place[] {
	const places: Place[] = [{ names: [], value: body }];
	// grows while it is read
	for (const { names, value } of places) {
		for (const name of namesOf(value)) {
			const member = memberOf(value, name);
			if (places.length >= MOST_PLACES) return places;
			if (typeof member === 'object' && member !== null && PLAIN_PATH.test(name))
				places.push({ names: [...names, name], value: member });
		}
	}
	return places;
}

function namesOf(value: JsonValue): string[] {
	if (Array.isArray(value)) return value.length > 0 ? ['0'] : [];
	return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** The names that lead on from a value, as they are there. */
function namesIn(value: JsonValue | undefined, [name, ...rest]: readonly string[]): string[] | undefined {
	if (name === undefined) return value === undefined ? undefined : [];
	const wanted = Array.isArray(value) && !INDEX.test(name) ? '0' : name;
	const own =
		memberOf(value, wanted) === undefined ? (nearName(wanted, value) ?? prefixed(wanted, value)) : wanted;
	if (own === undefined || !PLAIN_PATH.test(own)) return undefined;
	const tail = namesIn(memberOf(value, own), wanted === name ? rest : [name, ...rest]);
	return tail && [own, ...tail];
}

/** The element of XML of this name, which has a prefix in the response: `soap:Body` for `Body`. */
function prefixed(name: string, value: JsonValue | undefined): string | undefined {
	return isObject(value) ? Object.keys(value).find((other) => other.endsWith(`:${name}`)) : undefined;
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
	return (value as { [name: string]: JsonValue })[name];
}
