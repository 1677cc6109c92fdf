import type { AnyNode } from 'acorn';

import { methodCall, patternOf, textOf, type MethodCall } from './escapes';
import { childrenOf } from './parse';

/** `unclear` if the references that an expression has written cannot be told from those of its value. */
export type XmlEscaping = 'xml' | 'unclear';

const REFERENCE = /^&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);$/i;
/** A character that XML escapes, or a class of them, as a text or as a regular expression. */
const ESCAPED = /^(?:\\?[&<>"']|\[[&<>"'\\]+\])$/;
const MARKUP = /[&<>]/;
/** Methods that keep references whole. */
const KEEPS_REFERENCES = new Set(['trim', 'trimStart', 'trimEnd', 'toString', 'replace', 'replaceAll']);

/** How an expression has escaped its text for XML: `text.replace(/&/g, '&amp;')` and the like. */
export function xmlEscapingOf(tree: AnyNode): XmlEscaping | undefined {
	if (!writesReferences(tree)) return undefined;
	return kindOf(tree) === 'escaped' ? 'xml' : 'unclear';
}

function writesReferences(node: AnyNode): boolean {
	const call = methodCall(node);
	return (call !== undefined && isEscape(call)) || childrenOf(node).some(writesReferences);
}

type Kind = 'escaped' | 'plain' | 'other';

/** `plain` is literal text that needs no reference. */
function kindOf(node: AnyNode): Kind {
	switch (node.type) {
		case 'Literal':
			return MARKUP.test(String(node.value)) ? 'other' : 'plain';
		case 'ChainExpression':
			return kindOf(node.expression);
		case 'ConditionalExpression':
			return together([node.consequent, node.alternate]);
		case 'LogicalExpression':
			return node.operator === '&&' ? kindOf(node.right) : together([node.left, node.right]);
		case 'TemplateLiteral':
			return together([...node.expressions, ...node.quasis]);
		case 'TemplateElement':
			return MARKUP.test(node.value.raw) ? 'other' : 'plain';
		case 'BinaryExpression':
			return node.operator === '+' ? together([node.left, node.right]) : 'other';
		default:
			return kindOfCall(methodCall(node));
	}
}

function together(nodes: readonly AnyNode[]): Kind {
	const kinds = new Set(nodes.map(kindOf));
	if (kinds.has('other')) return 'other';
	return kinds.has('escaped') ? 'escaped' : 'plain';
}

function kindOfCall(call: MethodCall | undefined): Kind {
	if (!call) return 'other';
	if (isEscape(call)) return 'escaped';
	const [, replacement] = call.given;
	const writesMarkup = replacement !== undefined && kindOf(replacement) !== 'plain';
	return KEEPS_REFERENCES.has(call.name) && !writesMarkup ? kindOf(call.object) : 'other';
}

/** Whether a call replaces characters by XML references. */
function isEscape({ name, given: [pattern, replacement] }: MethodCall): boolean {
	if (!/^replace(?:All)?$/.test(name) || !pattern || !replacement) return false;
	return (
		ESCAPED.test(patternOf(pattern) ?? '') && literalsIn(replacement).some((text) => REFERENCE.test(text))
	);
}

function literalsIn(node: AnyNode): string[] {
	const text = textOf(node);
	return text === undefined ? childrenOf(node).flatMap(literalsIn) : [text];
}
