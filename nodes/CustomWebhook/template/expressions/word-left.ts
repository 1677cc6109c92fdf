import type { AnyNode } from 'acorn';

import { makesText, nameOf } from './names';
import { childrenOf } from './parse';

const WORDS = /(?:\[|%5B)object(?: |%20)Object|undefined|\b(?:null|NaN)\b/;

/** Whether an expression joins texts, so that JavaScript's words for what is no text can get into the result. */
export function joinsTexts(node: AnyNode): boolean {
	if (node.type === 'TemplateLiteral') return node.expressions.length > 0;
	if (node.type === 'BinaryExpression' && node.operator === '+') return true;
	if (node.type === 'CallExpression' && (makesText(node.callee) || isConcat(node.callee))) return true;
	return childrenOf(node).some(joinsTexts);
}

const isConcat = (callee: AnyNode) => callee.type === 'MemberExpression' && nameOf(callee) === 'concat';

/** JavaScript's word for an object, or for a missing value, in a text; undefined if the expression has it itself. */
export function wordLeftIn(text: string, source: string): string | undefined {
	const found = WORDS.exec(text)?.[0];
	const word = found?.includes('object') ? '[object Object]' : found;
	return word !== undefined && !source.includes(word) ? word : undefined;
}
