import { JsonTokens } from './tokens';

/**
 * JSON text with another value at a path of names; everything else stays as it is. Objects on the way that are missing
 * or null are created. Undefined if anything else than an object is on the way.
 * @param text JSON, already checked
 * @param value JSON
 */
export function setMember(text: string, path: readonly string[], value: string): string | undefined {
	const tokens = new JsonTokens(text);
	let token = tokens.next();
	for (const [depth, name] of path.entries()) {
		const nested = (from: number) => nestedIn(path.slice(from), value);
		if (text.slice(tokens.start, tokens.end) === 'null')
			return text.slice(0, tokens.start) + nested(depth) + text.slice(tokens.end);
		if (token !== '{') return undefined;
		const object = readObject(text, tokens, name);
		if (object.value === undefined) {
			const member = `${object.isEmpty ? '' : ','}${JSON.stringify(name)}:${nested(depth + 1)}`;
			return text.slice(0, object.end) + member + text.slice(object.end);
		}
		tokens.end = object.value;
		token = tokens.next();
	}
	const start = tokens.start;
	skipValue(tokens, token);
	return text.slice(0, start) + value + text.slice(tokens.end);
}

function nestedIn(path: readonly string[], value: string): string {
	return path.reduceRight((inner, name) => `{${JSON.stringify(name)}:${inner}}`, value);
}

interface ReadObject {
	/** Offset of the member's value; undefined if there is none. Of several, the last. */
	value: number | undefined;
	/** Of the closing brace. */
	end: number;
	isEmpty: boolean;
}

/** Reads from after the opening brace to the closing one. */
function readObject(text: string, tokens: JsonTokens, name: string): ReadObject {
	let value: number | undefined;
	let isEmpty = true;
	for (let token = tokens.next(); token && token !== '}'; token = tokens.next()) {
		if (token === ',') continue;
		isEmpty = false;
		const isNamed = JSON.parse(text.slice(tokens.start, tokens.end)) === name;
		tokens.next();
		const first = tokens.next();
		if (isNamed) value = tokens.start;
		skipValue(tokens, first);
	}
	return { value, end: tokens.start, isEmpty };
}

/** Skips to the end of a value whose first token has just been read. */
function skipValue(tokens: JsonTokens, first: ReturnType<JsonTokens['next']>): void {
	let depth = 0;
	for (let token = first; token; token = tokens.next()) {
		if (token === '{' || token === '[') depth++;
		if (token === '}' || token === ']') depth--;
		if (depth === 0) return;
	}
}
