import type { AnyNode } from 'acorn';

import { childrenOf } from './parse';

const WORDS = /\[object Object\]|\b(?:undefined|null|NaN)\b/;

/** Whether an expression joins texts, so that JavaScript's words for what is no text can get into the result. */
export function joinsTexts(node: AnyNode): boolean {
	if (node.type === 'TemplateLiteral') return node.expressions.length > 0;
	if (node.type === 'BinaryExpression' && node.operator === '+') return true;
	return childrenOf(node).some(joinsTexts);
}

/** JavaScript's word for an object, or for a missing value, in a text; undefined if the expression has it itself. */
export function wordLeftIn(text: string, source: string): string | undefined {
	const word = WORDS.exec(text)?.[0];
	return word !== undefined && !source.includes(word) ? word : undefined;
}
