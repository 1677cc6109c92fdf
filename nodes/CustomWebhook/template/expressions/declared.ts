import type {
	AnyNode,
	ArrowFunctionExpression,
	FunctionDeclaration,
	FunctionExpression,
	Pattern,
	Program,
} from 'acorn';

import { childrenOf } from './parse';

/** The names that are declared around a place, innermost first. */
export interface Scope {
	names: ReadonlySet<string>;
	/** What declares them. */
	node: AnyNode;
	outer?: Scope;
}

/** The node that declares a name, if the expression itself does. */
export const declarerOf = (name: string, scope: Scope | undefined): AnyNode | undefined =>
	scope?.names.has(name) ? scope.node : scope && declarerOf(name, scope.outer);

export const isDeclared = (name: string, scope: Scope | undefined): boolean =>
	declarerOf(name, scope) !== undefined;

type AnyFunction = FunctionExpression | FunctionDeclaration | ArrowFunctionExpression;

export const isFunction = (node: AnyNode): node is AnyFunction =>
	node.type === 'FunctionExpression' ||
	node.type === 'FunctionDeclaration' ||
	node.type === 'ArrowFunctionExpression';

/** The scope inside of a node: its own if it declares something, else the outer one. */
export function scopeIn(node: AnyNode, outer: Scope | undefined): Scope | undefined {
	const names = namesOf(node);
	return names.length === 0 ? outer : { names: new Set(names), node, outer };
}

function namesOf(node: AnyNode): string[] {
	if (isFunction(node)) {
		const own = node.id && node.type === 'FunctionExpression' ? [node.id.name] : [];
		const given = node.type === 'ArrowFunctionExpression' ? [] : ['arguments'];
		return [...own, ...given, ...node.params.flatMap(namesIn), ...varsIn(node.body)];
	}
	switch (node.type) {
		case 'BlockStatement':
		case 'StaticBlock':
			return node.body.flatMap(lexicalNames);
		case 'SwitchStatement':
			return node.cases.flatMap(({ consequent }) => consequent.flatMap(lexicalNames));
		case 'ForStatement':
			return node.init ? lexicalNames(node.init) : [];
		case 'ForInStatement':
		case 'ForOfStatement':
			return lexicalNames(node.left);
		case 'CatchClause':
			return node.param ? namesIn(node.param) : [];
		case 'ClassExpression':
			return node.id ? [node.id.name] : [];
		default:
			return [];
	}
}

/** The names that a statement declares in its block. */
function lexicalNames(node: AnyNode): string[] {
	if (node.type === 'VariableDeclaration') return node.declarations.flatMap(({ id }) => namesIn(id));
	if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration')
		return node.id ? [node.id.name] : [];
	return [];
}

/** `var` declares for the whole function, even from nested blocks. */
function varsIn(node: AnyNode | Program): string[] {
	if (isFunction(node)) return [];
	const own =
		node.type === 'VariableDeclaration' && node.kind === 'var'
			? node.declarations.flatMap(({ id }) => namesIn(id))
			: [];
	return [...own, ...childrenOf(node).flatMap(varsIn)];
}

/** The names that a pattern declares. */
function namesIn(pattern: Pattern): string[] {
	switch (pattern.type) {
		case 'Identifier':
			return [pattern.name];
		case 'ObjectPattern':
			return pattern.properties.flatMap((each) =>
				namesIn(each.type === 'RestElement' ? each.argument : each.value),
			);
		case 'ArrayPattern':
			return pattern.elements.flatMap((each) => (each ? namesIn(each) : []));
		case 'RestElement':
			return namesIn(pattern.argument);
		case 'AssignmentPattern':
			return namesIn(pattern.left);
		default:
			return [];
	}
}
