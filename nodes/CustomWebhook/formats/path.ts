import { WebhookFailure } from '../failure';

/** One step of a path: a member by name, a place in a list (or a member of that name), or every member. */
export type PathStep =
	{ kind: 'name' | 'index'; name: string; dotted?: readonly DottedName[] } | { kind: 'every' };

/** A name with dots that this step and the next ones form together (`@odata.nextLink`). */
interface DottedName {
	name: string;
	/** How many steps it takes. */
	steps: number;
}

/** A compiled path; no steps mean the whole value. */
export type Path = readonly PathStep[];

/** A path with its typed text. */
export interface TypedPath {
	text: string;
	path: Path;
}

/** More steps than any decoded body has levels. */
const MAX_STEPS = 1000;

/** The highest index of a list that a path may set; missing members before it become null. */
export const MAX_INDEX = 9999;

/** Names with dots have two or three parts (`@odata.nextLink`). */
const MOST_PARTS_OF_A_NAME = 8;

/** Names that reach an object's prototype; refused in all names of members. */
const REFUSED_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

const BRACKETS = /\.?\[\s*(?:(\d+)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\*))\s*\]/y;
const PLAIN = /[^.[\]]+/y;

/**
 * Compiles a path: names with dots between them (`users.0.title`), `[0]`, `["a b"]`, `['x']`, and `*` for every
 * member. Empty text is the whole value.
 * @throws WebhookFailure `mapping` if the text is no path; `checkPath` returns the same message instead
 */
export function compilePath(text: string): Path {
	const path = text.trim();
	const steps: PathStep[] = [];
	/** The names typed with only dots between them; empty for brackets and `*`. */
	const plain: string[] = [];
	let at = 0;
	while (at < path.length) {
		BRACKETS.lastIndex = at;
		const brackets = BRACKETS.exec(path);
		if (brackets) {
			steps.push(bracketStep(brackets));
			plain.push('');
			at = BRACKETS.lastIndex;
		} else {
			PLAIN.lastIndex = at === 0 ? 0 : at + 1;
			const name = at === 0 || path[at] === '.' ? PLAIN.exec(path)?.[0] : undefined;
			if (name === undefined) throw unreadable(path, at);
			steps.push(plainStep(name));
			plain.push(name === '*' ? '' : name);
			at = PLAIN.lastIndex;
		}
		if (steps.length > MAX_STEPS) throw tooLong(path);
	}
	return steps.map((step, index) => withDottedNames(step, plain, index));
}

function withDottedNames(step: PathStep, plain: readonly string[], index: number): PathStep {
	if (step.kind === 'every' || !plain[index] || !plain[index + 1]) return step;
	const dotted: DottedName[] = [];
	let name = plain[index];
	for (let steps = 2; steps <= MOST_PARTS_OF_A_NAME && plain[index + steps - 1]; steps++) {
		name += `.${plain[index + steps - 1]}`;
		dotted.unshift({ name, steps });
	}
	return { ...step, dotted };
}

/** Why a field that is not a template cannot hold `{{`. */
export const NO_PLACEHOLDER =
	'This field takes none; in n8n’s Expression mode it takes an expression, such as {{ $json.key }}';

/** What is wrong with a path, for the author; undefined if it is valid. */
export function checkPath(text: string): string | undefined {
	if (text.includes('{{')) return `"${text}" has a placeholder. ${NO_PLACEHOLDER}`;
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

/** Whether a name, or one of its dotted parts, is `__proto__`, `constructor` or `prototype`. */
export function isRefusedName(name: string): boolean {
	return name.split(/[.[\]"']/).some((part) => REFUSED_NAMES.has(part.trim()));
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

function tooLong(path: string): WebhookFailure {
	return new WebhookFailure(
		'mapping',
		`"${path.slice(0, 40)}…" is too long: a path has at most ${MAX_STEPS} steps`,
	);
}
