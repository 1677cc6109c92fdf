import type { AnyNode, CallExpression } from 'acorn';

import { habitOf } from './habits';
import { nameOf } from './names';
import { summandsOf } from './parse';

/**
 * How an expression has escaped its text for the inside of a JSON string: `json` as JSON does, `quotes` with a
 * backslash before quotes only, `unclear` in a way whose backslashes cannot be told from those of the value.
 */
export type Escaping = 'json' | 'quotes' | 'unclear';

/** `JSON.stringify(text).slice(1, -1)`, `text.replace(/"/g, '\\"')`, `text.replaceAll('\n', '\\n')` and the like. */
export function escapingOf(tree: AnyNode): Escaping | undefined {
	if (tree.type === 'ChainExpression') return escapingOf(tree.expression);
	if (isInsideOfJson(tree)) return 'json';
	if (partsOf(tree).some((part) => escapingOf(part) !== undefined)) return 'unclear';
	if (isCutFromJson(tree)) return 'unclear';
	const escaped = escapedCharacters(tree);
	if (escaped.length === 0) return undefined;
	if (escaped.every((character) => character === '"')) return 'quotes';
	return escaped[0] === '\\' && escaped.includes('"') ? 'json' : 'unclear';
}

/** The parts that a text is joined of; none for anything else. */
function partsOf(node: AnyNode): AnyNode[] {
	if (node.type === 'TemplateLiteral') return node.expressions;
	return node.type === 'BinaryExpression' && node.operator === '+' ? summandsOf(node) : [];
}

function isInsideOfJson(node: AnyNode): boolean {
	const call = methodCall(node);
	if (!call || habitOf(call.object) !== 'json') return false;
	const [first, second] = call.given.map(numberOf);
	return call.name === 'slice' && first === 1 && second === -1;
}

const CUTS = new Set(['slice', 'substring', 'substr', 'replace', 'replaceAll', 'trim']);

/** JSON that was cut in another way, such as its quotes by `.replace(/^"|"$/g, '')`. */
function isCutFromJson(node: AnyNode): boolean {
	const call = methodCall(node);
	if (!call || !CUTS.has(call.name)) return false;
	return habitOf(call.object) === 'json' || isCutFromJson(call.object);
}

/** The characters that get a backslash, in the order of the calls; `''` for any other pattern. */
function escapedCharacters(node: AnyNode): string[] {
	const call = methodCall(node);
	if (!call) return [];
	const before = escapedCharacters(call.object);
	const [pattern, replacement] = replacementOf(call);
	if (!pattern || !replacement) return before;
	const text = textOf(replacement);
	if (text === undefined || !text.startsWith('\\')) return before;
	return [...before, CHARACTERS[patternOf(pattern) ?? ''] ?? ''];
}

/** The text of a pattern; of a regular expression, its source. */
export const patternOf = (pattern: AnyNode): string | undefined =>
	pattern.type === 'Literal' && pattern.regex ? pattern.regex.pattern : textOf(pattern);

/** What is replaced by what: `.replace(a, b)`, or `.split(a).join(b)`. */
export function replacementOf({
	name,
	object,
	given,
}: MethodCall): Array<MethodCall['given'][number] | undefined> {
	if (/^replace(?:All)?$/.test(name)) return given;
	const split = name === 'join' ? methodCall(object) : undefined;
	return split?.name === 'split' ? [split.given[0], given[0]] : [];
}

/** The character that a pattern matches, by the pattern's text or its regular expression. */
const CHARACTERS: Readonly<Record<string, string>> = {
	'"': '"',
	'\\"': '"',
	'\\': '\\',
	'\\\\': '\\',
	'\n': '\n',
	'\\n': '\n',
	'\\r?\\n': '\n',
	'\r\n': '\n',
	'\\r\\n': '\n',
	'\r': '\r',
	'\\r': '\r',
	'\t': '\t',
	'\\t': '\t',
};

/** `object.name(…given)`. */
export interface MethodCall {
	object: AnyNode;
	name: string;
	given: CallExpression['arguments'];
}

export function methodCall(node: AnyNode): MethodCall | undefined {
	if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
	return { object: node.callee.object, name: nameOf(node.callee) ?? '', given: node.arguments };
}

/** The text of a literal; undefined for anything else. */
export function textOf(node: AnyNode): string | undefined {
	if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
		return node.quasis[0]?.value.cooked ?? undefined;
	return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

function numberOf(node: AnyNode): number | undefined {
	if (node.type === 'UnaryExpression' && node.operator === '-') return -(numberOf(node.argument) ?? NaN);
	return node.type === 'Literal' && typeof node.value === 'number' ? node.value : undefined;
}
