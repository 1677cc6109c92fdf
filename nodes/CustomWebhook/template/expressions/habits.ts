import type { AnyNode, CallExpression, MemberExpression, Program } from 'acorn';

import { nameOf } from './names';
import { summandsOf } from './parse';

/**
 * The encoding of an expression's whole value: JSON, or percent-encoded text. `address` still has the delimiters of a
 * URL, as `encodeURI` leaves them; `form` has a `+` for each space.
 */
export type Habit = 'json' | 'url' | 'address' | 'form';

/** Literal text, which fits any encoding. */
const NEUTRAL = 'neutral';
type Found = Habit | typeof NEUTRAL | undefined;

/** Methods that return a list of the same texts, or of some of them. */
const KEEPS_TEXTS = new Set(['filter', 'slice', 'reverse', 'sort', 'toReversed', 'toSorted', 'flat']);

/** Methods after which percent-encoded text is still percent-encoded. */
const KEEPS_ENCODING = new Set(['replace', 'replaceAll', 'toLowerCase', 'toUpperCase', 'toString', 'trim']);

/**
 * The encoding of an expression that encodes its whole value by itself: by `JSON.stringify`, `.toJsonString()`,
 * `encodeURIComponent` or `.urlEncode()`, also in a joined list, or in both branches of a condition. Such a value is
 * not encoded again.
 */
export function habitOf(tree: AnyNode): Habit | undefined {
	const found = textOf(tree);
	return found === NEUTRAL ? undefined : found;
}

function textOf(node: AnyNode): Found {
	switch (node.type) {
		case 'Literal':
			return typeof node.value === 'string' ? NEUTRAL : undefined;
		case 'TemplateLiteral':
			return joined(node, node.expressions.map(textOf).reduce(both, NEUTRAL));
		case 'BinaryExpression':
			return node.operator === '+'
				? joined(node, both(textOf(node.left), textOf(node.right)))
				: undefined;
		case 'ConditionalExpression':
			return either(node.consequent, node.alternate);
		case 'LogicalExpression':
			return node.operator === '&&' ? textOf(node.right) : either(node.left, node.right);
		case 'SequenceExpression':
			return textOf(node.expressions.at(-1) ?? node);
		case 'ChainExpression':
			return textOf(node.expression);
		case 'CallExpression':
			return textOfCall(node);
		default:
			return undefined;
	}
}

const both = (one: Found, other: Found): Found => {
	if (one === NEUTRAL) return other;
	if (other === NEUTRAL || one === other) return one;
	return [one, other].every((each) => each === 'url' || each === 'address') ? 'address' : undefined;
};

/** Pieces of JSON are JSON only with punctuation of JSON between them; `JSON.stringify(a) + ""` is meant as text. */
const joined = (node: AnyNode, found: Found): Found =>
	found === 'json' && !/[,:[\]{}]/.test(literalsIn(node)) ? undefined : found;

/** Methods that may change JSON text, so that it is meant as text. */
const CHANGES = new Set([...KEEPS_ENCODING, 'slice', 'substring', 'substr', 'trimStart', 'trimEnd']);

/** Whether an expression turns JSON that it has written into plain text: by `+ ""`, or by changing it. */
export function makesTextOfJson(node: AnyNode): boolean {
	switch (node.type) {
		case 'TemplateLiteral':
			return isJsonAlone(node, node.expressions);
		case 'BinaryExpression':
			return node.operator === '+' && isJsonAlone(node, summandsOf(node));
		case 'ConditionalExpression':
			return makesTextOfJson(node.consequent) || makesTextOfJson(node.alternate);
		case 'LogicalExpression':
			return makesTextOfJson(node.left) || makesTextOfJson(node.right);
		case 'ChainExpression':
			return makesTextOfJson(node.expression);
		case 'CallExpression': {
			if (node.callee.type !== 'MemberExpression' || !CHANGES.has(nameOf(node.callee) ?? ''))
				return false;
			const { object } = node.callee;
			return textOf(object) === 'json' || makesTextOfJson(object);
		}
		default:
			return false;
	}
}

function isJsonAlone(node: AnyNode, parts: readonly AnyNode[]): boolean {
	if (literalsIn(node).trim() !== '') return false;
	const found = parts.map((part) => (makesTextOfJson(part) ? 'json' : textOf(part)));
	return found.reduce(both, NEUTRAL) === 'json';
}

function literalsIn(node: AnyNode): string {
	if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : '';
	if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.raw).join('');
	return node.type === 'BinaryExpression' ? literalsIn(node.left) + literalsIn(node.right) : '';
}

/** One of two texts. A literal must be safe in a URL as it is, unless both are JSON. */
function either(one: AnyNode, other: AnyNode): Found {
	const found = both(textOf(one), textOf(other));
	return found === 'json' || [one, other].every(isSafeInUrl) ? found : undefined;
}

const isSafeInUrl = (node: AnyNode) =>
	node.type !== 'Literal' ||
	typeof node.value !== 'string' ||
	encodeURIComponent(node.value) === node.value;

function textOfCall({ callee, arguments: given }: CallExpression): Found {
	const encoder = encoderOf(callee);
	if (encoder) return encoder;
	if (callee.type === 'Identifier' && callee.name === '$if') {
		const [, consequent, alternate] = given;
		return consequent && alternate ? either(consequent, alternate) : undefined;
	}
	if (callee.type === 'Identifier' && callee.name === 'String' && given[0]) return textOf(given[0]);
	if (callee.type !== 'MemberExpression') return undefined;
	const name = nameOf(callee) ?? '';
	if (name === 'urlEncode') return given.length === 0 ? 'url' : 'address';
	if (name === 'toJsonString') return 'json';
	if (KEEPS_ENCODING.has(name)) return changed(textOf(callee.object), given);
	return name === 'join' ? both(textsOf(callee.object), given[0] ? textOf(given[0]) : NEUTRAL) : undefined;
}

/** Encoded text after a method has changed it. A replacement by `+` is how forms write a space. */
function changed(found: Found, [, replacement]: CallExpression['arguments']): Found {
	if (found === 'json' || found === NEUTRAL) return undefined;
	const isSpace = replacement?.type === 'Literal' && replacement.value === '+';
	return isSpace && found === 'url' ? 'form' : found;
}

const ENCODERS: Readonly<Record<string, Habit>> = { encodeURIComponent: 'url', encodeURI: 'address' };

/** The encoding that a function makes, by its name. */
function encoderOf(node: AnyNode): Habit | undefined {
	if (node.type === 'Identifier')
		return Object.hasOwn(ENCODERS, node.name) ? ENCODERS[node.name] : undefined;
	return node.type === 'MemberExpression' && isOfJson(node) && nameOf(node) === 'stringify'
		? 'json'
		: undefined;
}

const isOfJson = ({ object }: MemberExpression) => object.type === 'Identifier' && object.name === 'JSON';

/** The encoding of all texts of a list. */
function textsOf(node: AnyNode): Found {
	if (node.type === 'ChainExpression') return textsOf(node.expression);
	if (node.type === 'ArrayExpression')
		return node.elements.map((each) => (each ? textOf(each) : undefined)).reduce(both, NEUTRAL);
	if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
	const name = nameOf(node.callee) ?? '';
	if (name === 'map' && node.arguments[0])
		return encoderOf(node.arguments[0]) ?? resultOf(node.arguments[0]);
	return KEEPS_TEXTS.has(name) ? textsOf(node.callee.object) : undefined;
}

/** The encoding of a function's result, if the function is one return. */
function resultOf(node: AnyNode): Found {
	if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return undefined;
	if (node.body.type !== 'BlockStatement') return textOf(node.body);
	const [only] = node.body.body as Program['body'];
	return only?.type === 'ReturnStatement' && only.argument ? textOf(only.argument) : undefined;
}
