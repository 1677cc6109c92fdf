import type { AnswerHead } from '../delivery';
import { WebhookFailure } from '../failure';
import { castTo } from './cast';
import { checkPath, compilePath, getPath, pathHint, type Path } from './path';
import { CopyOnWrite, NotAListIndex } from './set-path';
import type { JsonObject, JsonValue } from '../formats/json';
import type { VariableName, VariableRule, VariableType } from './types';

/** Where each type of variable lands in the item; `advanced` names its place itself. */
const GROUPS: Readonly<Record<Exclude<VariableType, 'advanced'>, string>> = {
	variable: 'variables',
	source: 'source',
	details: 'details',
	routing: 'routing',
	linkedId: 'linkedIds',
};

/** The longest piece of a value that a message shows, in characters. */
const MAX_SHOWN_VALUE = 40;

/** What variables are taken from. */
export type MappedAnswer = Pick<AnswerHead, 'statusCode' | 'statusMessage' | 'headers' | 'url'> & {
	body: JsonValue;
};

/** A row of Response Variables, made ready once a run. */
export interface CompiledVariable {
	rule: VariableRule;
	/** Takes the raw value out of an answer. */
	read(answer: MappedAnswer): JsonValue | undefined;
	/** The default as the row's type, where it has one. */
	fallback: JsonValue | undefined;
	target: Path;
}

/** A variable with its value, and where in the item it goes. */
export interface MappedVariable {
	rule: VariableName;
	target: Path;
	value: JsonValue;
}

export type MappedVariables = readonly MappedVariable[];

/** Compiles the rows of Response Variables; they must have passed `checkVariables`. */
export function compileVariables(rules: readonly VariableRule[]): readonly CompiledVariable[] {
	return rules.map((rule) => ({
		rule,
		read: readerOf(rule),
		fallback: rule.defaultValue === '' ? undefined : castTo(rule.dataType, rule.defaultValue),
		target: targetOf(rule),
	}));
}

/**
 * Takes the variables out of an answer. One that is missing, or does not fit its type, gets its default or is left
 * out.
 * @throws WebhookFailure `mapping` where a required one is missing and has no default.
 */
export function mapVariables(variables: readonly CompiledVariable[], answer: MappedAnswer): MappedVariables {
	const mapped: MappedVariable[] = [];
	for (const { rule, read, fallback, target } of variables) {
		const raw = read(answer);
		const fitting = raw === undefined ? undefined : castTo(rule.dataType, raw);
		// Not `??`: a null in the answer is a value.
		const value = fitting === undefined ? fallback : fitting;
		if (value !== undefined) mapped.push({ rule, target, value });
		else if (rule.required) throw missing(rule, raw);
	}
	return mapped;
}

/** The names of the variables that an answer had no value for, and no default. */
export function unsetVariables(variables: readonly CompiledVariable[], mapped: MappedVariables): Set<string> {
	const set = new Set(mapped.map(({ rule }) => rule));
	return new Set(variables.filter(({ rule }) => !set.has(rule)).map(({ rule }) => rule.name.trim()));
}

/**
 * The item's JSON with the variables in their places; the given JSON is not changed. Groups that are there already
 * are added to.
 * @throws WebhookFailure `mapping` where an `advanced` path wants a named member of a list.
 */
export function addVariables(json: JsonObject, variables: MappedVariables): JsonObject {
	if (variables.length === 0) return json;
	const item = new CopyOnWrite(json);
	for (const { rule, target, value } of variables) {
		try {
			item.set(target, value);
		} catch (error) {
			throw error instanceof NotAListIndex ? unsettable(rule, error.member) : error;
		}
	}
	return item.result;
}

/** Where in the item a variable goes; its name must have passed `checkVariables`. */
export function targetOf(rule: VariableName): Path {
	const name = rule.name.trim();
	if (rule.type === 'advanced') return compilePath(name);
	return [
		{ kind: 'name', name: GROUPS[rule.type] },
		{ kind: 'name', name },
	];
}

function readerOf(rule: VariableRule): CompiledVariable['read'] {
	switch (rule.source) {
		case 'body': {
			const path = compilePath(rule.path);
			return ({ body }) => getPath(body, path);
		}
		case 'header':
			return headerReader(rule);
		case 'status':
			return ({ statusCode }) => statusCode;
		case 'statusMessage':
			return ({ statusMessage }) => statusMessage;
		case 'url':
			return ({ url }) => url;
	}
}

/**
 * Reads a header by its name, in which any character may stand, or by a path that begins with one. A repeated header
 * is a list, and one text, joined as RFC 9110 (5.3) has it, where a type is asked for that no list is.
 */
function headerReader({ path, dataType }: VariableRule): CompiledVariable['read'] {
	const name = path.trim().toLowerCase();
	const steps = checkPath(path) === undefined ? inHeaders(compilePath(path)) : undefined;
	const takesList = dataType === 'auto' || dataType === 'json';
	return ({ headers }) => {
		if (!Object.hasOwn(headers, name)) return steps && getPath({ ...headers }, steps);
		const value = headers[name];
		return Array.isArray(value) && !takesList ? value.join(', ') : value;
	};
}

/** Names of headers are in lower case. */
function inHeaders([header, ...rest]: Path): Path {
	if (header === undefined) return [];
	return [header.kind === 'every' ? header : { ...header, name: header.name.toLowerCase() }, ...rest];
}

function missing(rule: VariableRule, raw: JsonValue | undefined): WebhookFailure {
	const place = placeOf(rule);
	const what =
		raw === undefined
			? `but the answer has nothing at ${place}`
			: `but what the answer has at ${place} is no ${rule.dataType}: ${shown(raw)}`;
	const hint = rule.source === 'body' && raw === undefined ? pathHint(rule.path) : undefined;
	return new WebhookFailure('mapping', `The response variable "${rule.name}" is required, ${what}.`, {
		description:
			(hint === undefined ? '' : `${hint} `) +
			'Compare the path with the answer under "response" of this item. Where the value may be absent, give the ' +
			'variable a default, or switch off Required.',
		field: `responseVariables.${rule.name}`,
	});
}

function placeOf(rule: VariableRule): string {
	if (rule.source === 'header') return `the header "${rule.path}"`;
	if (rule.source !== 'body') return `its ${rule.source}`;
	return rule.path.trim() === '' ? 'its body' : `"${rule.path}" of its body`;
}

function shown(value: JsonValue): string {
	const text = JSON.stringify(value);
	return text.length > MAX_SHOWN_VALUE ? `${text.slice(0, MAX_SHOWN_VALUE)}…` : text;
}

function unsettable(rule: VariableName, name: string): WebhookFailure {
	return new WebhookFailure(
		'mapping',
		`The variable "${rule.name}" cannot be set: the item has a list there, and "${name}" is no place in it.`,
		{ field: `responseVariables.${rule.name}` },
	);
}
