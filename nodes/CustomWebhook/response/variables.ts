import type { AnswerHead } from '../delivery';
import { WebhookFailure } from '../failure';
import { castTo } from './cast';
import { valueOfElement } from './from-xml';
import { findPath, getPath, type Found } from './get-path';
import { checkPath, compilePath, pathHint, type Path } from './path';
import { targetOf, type MappedVariable, type MappedVariables } from './set-variables';
import type { JsonValue } from '../formats/json';
import type { VariableRule } from './types';

/** The longest piece of a value that a message shows, in characters. */
const MAX_SHOWN_VALUE = 40;

/** What variables are taken from. */
export type MappedAnswer = Pick<AnswerHead, 'statusCode' | 'statusMessage' | 'headers' | 'url'> & {
	body: JsonValue;
};

/** A row of Response Variables, made ready once a run. */
export interface CompiledVariable {
	rule: VariableRule;
	/** Takes the raw value out of a response. */
	read(answer: MappedAnswer): Found;
	/** The default as the row's type, where it has one. */
	fallback: JsonValue | undefined;
	target: Path;
}

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
		const { value: raw, isXml } = read(answer);
		const single = isXml && raw !== undefined && rule.dataType !== 'json' ? valueOfElement(raw) : raw;
		const fitting = single === undefined ? undefined : castTo(rule.dataType, single);
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

function readerOf(rule: VariableRule): CompiledVariable['read'] {
	switch (rule.source) {
		case 'body': {
			const path = compilePath(rule.path);
			return ({ body }) => findPath(body, path);
		}
		case 'header':
			return headerReader(rule);
		case 'status':
			return ({ statusCode }) => found(statusCode);
		case 'statusMessage':
			return ({ statusMessage }) => found(statusMessage);
		case 'url':
			return ({ url }) => found(url);
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
		if (!Object.hasOwn(headers, name)) return found(steps && getPath({ ...headers }, steps));
		const value = headers[name];
		return found(Array.isArray(value) && !takesList ? value.join(', ') : value);
	};
}

const found = (value: JsonValue | undefined): Found => ({ value, isXml: false });

/** Names of headers are in lower case. */
function inHeaders([header, ...rest]: Path): Path {
	if (header === undefined) return [];
	return [
		header.kind === 'every' ? header : { kind: header.kind, name: header.name.toLowerCase() },
		...rest,
	];
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
