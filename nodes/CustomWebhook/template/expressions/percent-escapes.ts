import type { AnyNode, CallExpression, Program } from 'acorn';

import { hasEscape } from '../../formats';
import { methodCall, patternOf, replacementOf, textOf } from './escapes';
import { summandsOf } from './parse';

/** How an expression percent-encodes its text by hand. With `plus`, it has a `+` for each space. */
export type PercentEscaping = 'percent' | 'plus';

const SPACES = /^(?: |\\s|\[ \]|\[\\s\])\+?$/;

/** `text.replace(/ /g, '%20')`, `a + '%20' + b`, `text.split(' ').join('+')` and the like. */
export function percentEscapingOf(tree: AnyNode): PercentEscaping | undefined {
	let found: PercentEscaping | undefined;
	const open = [tree];
	for (let node = open.pop(); node; node = open.pop()) {
		if (writesPlus(node)) return 'plus';
		if (writesEscape(node)) found = 'percent';
		open.push(...partsOf(node));
	}
	return found;
}

function writesPlus(node: AnyNode): boolean {
	const call = methodCall(node);
	const [pattern, replacement] = call ? replacementOf(call) : [];
	if (!pattern || !replacement || textOf(replacement) !== '+') return false;
	return SPACES.test(patternOf(pattern) ?? '');
}

function writesEscape(node: AnyNode): boolean {
	if (node.type === 'TemplateElement') return hasEscape(node.value.cooked ?? '');
	return hasEscape(textOf(node) ?? '');
}

/** The parts of an expression whose text is in its result. */
function partsOf(node: AnyNode): AnyNode[] {
	switch (node.type) {
		case 'TemplateLiteral':
			return [...node.expressions, ...node.quasis];
		case 'BinaryExpression':
			return node.operator === '+' ? summandsOf(node) : [];
		case 'ConditionalExpression':
			return [node.consequent, node.alternate];
		case 'LogicalExpression':
			return node.operator === '&&' ? [node.right] : [node.left, node.right];
		case 'SequenceExpression':
			return node.expressions.slice(-1);
		case 'ChainExpression':
			return [node.expression];
		case 'ArrayExpression':
			return node.elements.filter((each) => each !== null);
		case 'MemberExpression':
			return node.object.type === 'ObjectExpression' ? [node.object] : [];
		case 'ObjectExpression':
			return node.properties.flatMap((each) => (each.type === 'Property' ? [each.value] : []));
		case 'ArrowFunctionExpression':
		case 'FunctionExpression':
			return node.body.type === 'BlockStatement' ? returnedBy(node.body.body) : [node.body];
		case 'CallExpression':
			return partsOfCall(node);
		default:
			return [];
	}
}

const returnedBy = (body: Program['body']): AnyNode[] =>
	body.flatMap((each) => (each.type === 'ReturnStatement' && each.argument ? [each.argument] : []));

/** Functions and methods whose values are in their result, by the position of the first of these. */
const FIRST_VALUE: Readonly<Record<string, number>> = {
	$if: 1,
	String: 0,
	concat: 0,
	flatMap: 0,
	join: 0,
	map: 0,
	replace: 1,
	replaceAll: 1,
};

function partsOfCall(node: CallExpression): AnyNode[] {
	const { callee, arguments: given } = node;
	const method = methodCall(node);
	const name = callee.type === 'Identifier' ? callee.name : (method?.name ?? '');
	const values = Object.hasOwn(FIRST_VALUE, name) ? given.slice(FIRST_VALUE[name]) : [];
	return method ? [method.object, ...values] : values;
}
