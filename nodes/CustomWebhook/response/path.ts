import { WebhookFailure } from '../failure';
import { isObject, type JsonValue } from '../formats/json';

/** One step of a path: a member by name, a place in a list (or a member of that name), or every member. */
export type PathStep = { kind: 'name' | 'index'; name: string } | { kind: 'every' };

/** A compiled path; no steps mean the whole value. */
export type Path = readonly PathStep[];

/** Names that reach an object's prototype; refused wherever an author names a member. */
const REFUSED_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

const BRACKETS = /\.?\[\s*(?:(\d+)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\*))\s*\]/y;
const PLAIN = /[^.[\]]+/y;

/**
 * Compiles a path: names with dots between them (`users.0.title`), `[0]`, `["a b"]`, `['x']`, and `*` for every
 * member. Empty text is the whole value.
 * @throws WebhookFailure `mapping` where the text is no path; `checkPath` gives the same message without throwing.
 */
export function compilePath(text: string): Path {
	const path = text.trim();
	const steps: PathStep[] = [];
	let at = 0;
	while (at < path.length) {
		BRACKETS.lastIndex = at;
		const brackets = BRACKETS.exec(path);
		if (brackets) {
			steps.push(bracketStep(brackets));
			at = BRACKETS.lastIndex;
		} else {
			PLAIN.lastIndex = at === 0 ? 0 : at + 1;
			const name = at === 0 || path[at] === '.' ? PLAIN.exec(path)?.[0] : undefined;
			if (name === undefined) throw unreadable(path, at);
			steps.push(plainStep(name));
			at = PLAIN.lastIndex;
		}
	}
	return steps;
}

/** What is wrong with a path, for the author; nothing where it can be used. */
export function checkPath(text: string): string | undefined {
	try {
		const refused = compilePath(text).find(
			(step) => step.kind !== 'every' && REFUSED_NAMES.has(step.name),
		);
		return (
			refused &&
			`"${text}" uses a name that is not allowed: __proto__, constructor and prototype are refused`
		);
	} catch (error) {
		return error instanceof WebhookFailure ? error.message : String(error);
	}
}

/** What other tools want in front of a path: `$.` of JSONPath, the item's fields, braces. */
const OUTSIDE = /^(?:\{\{\s*)?(?:\$(?:json)?(?:\.|(?=\[)))?(?:(?:response\.)?body\.)?/;

/** For a path that found nothing: how it is written if it begins outside of the body; nothing where it does not. */
export function pathHint(text: string): string | undefined {
	const path = text.trim();
	const bare = path.replace(OUTSIDE, '').replace(/\s*\}\}$/, '');
	return bare === path ? undefined : `A path begins inside of the body: write "${bare}".`;
}

/** Whether a name, or one of its dotted parts, is `__proto__`, `constructor` or `prototype`. */
export function isRefusedName(name: string): boolean {
	return name.split(/[.[\]"']/).some((part) => REFUSED_NAMES.has(part.trim()));
}

/**
 * The value at a path, `undefined` where there is none. Own members only. With `*` it is one flat list of what was
 * found: empty where the lists on the way were empty, `undefined` where nothing has the rest of the path.
 */
export function getPath(value: JsonValue, path: Path): JsonValue | undefined {
	let current: JsonValue | undefined = value;
	for (const [index, step] of path.entries()) {
		if (step.kind === 'every') return getEvery(current, path.slice(index));
		current = memberOf(current, step.name);
		if (current === undefined) return undefined;
	}
	return current;
}

function getEvery(value: JsonValue, path: Path): JsonValue[] | undefined {
	let values: JsonValue[] = [value];
	for (const step of path) {
		const next = step.kind === 'every' ? membersOfAll(values) : membersNamed(values, step.name);
		if (next === undefined) return undefined;
		values = next;
	}
	return values;
}

/** All members of the lists and objects among the values; nothing where there are values but no list or object. */
function membersOfAll(values: readonly JsonValue[]): JsonValue[] | undefined {
	const containers = values.filter((value) => typeof value === 'object' && value !== null);
	if (values.length > 0 && containers.length === 0) return undefined;
	return containers.flatMap((container) => Object.values(container));
}

/** That member of each value that has it; nothing where there are values but none has it. */
function membersNamed(values: readonly JsonValue[], name: string): JsonValue[] | undefined {
	const found = values.map((value) => memberOf(value, name)).filter((member) => member !== undefined);
	return values.length > 0 && found.length === 0 ? undefined : found;
}

function memberOf(value: JsonValue, name: string): JsonValue | undefined {
	if (!isObject(value) && !Array.isArray(value)) return undefined;
	return Object.hasOwn(value, name) ? (value as { [name: string]: JsonValue })[name] : undefined;
}

function bracketStep([, index, double, single]: RegExpExecArray): PathStep {
	if (index !== undefined) return { kind: 'index', name: index };
	const quoted = double ?? single;
	return quoted === undefined ? { kind: 'every' } : { kind: 'name', name: quoted.replace(/\\(.)/gs, '$1') };
}

function plainStep(name: string): PathStep {
	if (name === '*') return { kind: 'every' };
	return { kind: /^\d+$/.test(name) ? 'index' : 'name', name };
}

function unreadable(path: string, at: number): WebhookFailure {
	return new WebhookFailure(
		'mapping',
		`"${path}" is no path: it cannot be read from character ${at + 1} on. ` +
			'Write names with dots between them (users.0.title), [0] for a place in a list, ["a b"] for a name ' +
			'with special characters, * for every member',
	);
}
