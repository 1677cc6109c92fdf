import type { ResponseHead } from '../delivery';
import { WebhookFailure } from '../failure';
import { checkPath, compilePath, type Path } from '../formats';
import { castTo, type DataType, type JsonValue } from '../formats/json';
import type { VariableRule } from '../settings';
import { valueOfElement } from './from-xml';
import { formatHint } from './format-hint';
import { findPath, getPath, type Found } from './get-path';
import { nearPath } from './near-path';
import { elsewhereHint, pathHint } from './path-hint';
import { targetOf, type MappedVariable, type MappedVariables } from './set-variables';

/** Names of types, for messages about values that do not fit. */
const KINDS: Readonly<Record<DataType, string>> = {
	auto: 'a value',
	string: 'text',
	number: 'a number',
	boolean: 'true or false',
	json: 'JSON',
};

/** The longest piece of a value that a message shows, in characters. */
const MAX_SHOWN_VALUE = 40;

/** What variables are read from. */
export type MappedResponse = Pick<ResponseHead, 'statusCode' | 'statusMessage' | 'headers' | 'url'> & {
	body: JsonValue;
	/** Whether the body was kept as a file. */
	isFile?: boolean;
	/** Of a batch: the item's own result. */
	item?: JsonValue | undefined;
};

/** A row of Response Variables, compiled once a run. */
export interface CompiledVariable {
	rule: VariableRule;
	/** Takes the raw value out of a response. */
	read(response: MappedResponse): Found;
	/** The default as the row's type, if it has one. */
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
 * Reads the variables from a response. One that is missing, or does not fit its type, gets its default or is left
 * out.
 * @throws WebhookFailure `mapping` if a required one is missing and has no default
 */
export function mapVariables(
	variables: readonly CompiledVariable[],
	response: MappedResponse,
): MappedVariables {
	const mapped: MappedVariable[] = [];
	for (const { rule, read, fallback, target } of variables) {
		const { value: raw, isXml } = read(response);
		const single = isXml && raw !== undefined && rule.dataType !== 'json' ? valueOfElement(raw) : raw;
		const fitting = single === undefined ? undefined : castTo(rule.dataType, single);
		// Not `??`: a null in the response is a value.
		const value = fitting === undefined ? fallback : fitting;
		if (value !== undefined) mapped.push({ rule, target, value });
		else if (rule.required) throw missing(rule, raw, response);
	}
	return mapped;
}

/** Variables without a value and a default: what is wrong, the same for responses that are alike → the whole reason. */
export function unsetVariables(
	variables: readonly CompiledVariable[],
	mapped: MappedVariables,
	response: MappedResponse,
): Map<string, () => string> {
	const set = new Set(mapped.map(({ rule }) => rule));
	const unset = variables.filter(({ rule }) => !set.has(rule));
	return new Map(
		unset.map(({ rule, read }) => {
			const raw = read(response).value;
			return [faultOf(rule, raw), () => whyUnset(rule, raw, response)];
		}),
	);
}

function readerOf(rule: VariableRule): CompiledVariable['read'] {
	switch (rule.source) {
		case 'body': {
			const path = compilePath(rule.path);
			return ({ body }) => findPath(body, path);
		}
		case 'item': {
			const path = compilePath(rule.path);
			return ({ item }) => (item === undefined ? found(item) : findPath(item, path));
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
 * Reads a header by its name, which may have any characters, or by a path that begins with one. A repeated header is a
 * list, or one text, joined as RFC 9110 (5.3) says, if the asked type is a single value.
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

function missing(rule: VariableRule, raw: JsonValue | undefined, response: MappedResponse): WebhookFailure {
	const hint = raw === undefined ? hintFor(rule, response) : '';
	const more = raw === undefined ? ', which is required' : `: ${shown(raw)}`;
	return new WebhookFailure('mapping', `${faultOf(rule, raw)}${more}.`, {
		description:
			`${hint}Compare the path with "response" of this item. If the value may be missing, set a Default Value ` +
			'or switch off Required.',
		field: `responseVariables.${rule.name}`,
	});
}

function whyUnset(rule: VariableRule, raw: JsonValue | undefined, response: MappedResponse): string {
	const fault = faultOf(rule, raw);
	return raw === undefined ? `${fault}. ${hintFor(rule, response)}`.trim() : `${fault}, so it is left out.`;
}

function faultOf(rule: VariableRule, raw: JsonValue | undefined): string {
	const name = rule.name.trim();
	const place = placeOf(rule);
	if (raw === undefined) return `Nothing found at ${place} for ${name}`;
	return `The value at ${place} for ${name} is not ${KINDS[rule.dataType]}`;
}

/** Ends with a space; empty if there is no hint. */
function hintFor(rule: VariableRule, response: MappedResponse): string {
	if (rule.source !== 'body') return '';
	const near = nearPath(rule.path, response.body);
	const elsewhere = near === undefined ? elsewhereHint(rule.path, response) : undefined;
	const hint = elsewhere ?? pathHint(rule.path) ?? formatHint(response);
	if (hint !== undefined) return `${hint}. `;
	return near === undefined ? '' : `Did you mean ${near}? `;
}

function placeOf(rule: VariableRule): string {
	if (rule.source === 'header') return `header "${rule.path}"`;
	if (rule.source !== 'body' && rule.source !== 'item') return rule.source;
	const whole = rule.source === 'item' ? "the item's result" : 'the body';
	if (rule.path.trim() === '') return whole;
	return rule.source === 'item' ? `path "${rule.path}" of ${whole}` : `path "${rule.path}"`;
}

function shown(value: JsonValue): string {
	const text = JSON.stringify(value);
	return text.length > MAX_SHOWN_VALUE ? `${text.slice(0, MAX_SHOWN_VALUE)}…` : text;
}
