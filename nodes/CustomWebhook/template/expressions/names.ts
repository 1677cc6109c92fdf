import type {
	AnyNode,
	BinaryExpression,
	CallExpression,
	Identifier,
	MemberExpression,
	ThisExpression,
} from 'acorn';

import type { Path } from '../ast';
import { isDeclared, isFunction, scopeIn, type Scope } from './declared';
import { childrenOf, summandsOf, type Code } from './parse';
import { FUNCTIONS, GLOBALS } from './provided';

/** A field that an expression names, with its path by dots and indexes. */
export interface Use {
	/** In the code's source. */
	start: number;
	end: number;
	path: Path;
	/** It only asks whether there is a value, so a missing one is no mistake. */
	asks: boolean;
	/** It is `{ name }`, short for `{ name: name }`. */
	isShorthand: boolean;
	/** It is joined to a text, where no value is nothing. */
	isJoined: boolean;
}

/** What is known of a place in the tree. */
interface Place {
	scope?: Scope;
	asks: boolean;
	isJoined: boolean;
	/** In a `function`, which has a `this` of its own. */
	hasOwnThis: boolean;
}

type Root = Identifier | ThisExpression;

/** The fields that an expression names, in the order of the source. Linear in the size of the tree. */
export function usesIn({ tree }: Code): Use[] {
	const finder = new NameFinder();
	finder.visit(tree, { asks: false, isJoined: false, hasOwnThis: false });
	return finder.uses.sort((one, other) => one.start - other.start);
}

class NameFinder {
	readonly uses: Use[] = [];

	visit(node: AnyNode, place: Place): void {
		const inside: Place = {
			scope: scopeIn(node, place.scope),
			asks: false,
			isJoined: false,
			hasOwnThis: place.hasOwnThis || (isFunction(node) && node.type !== 'ArrowFunctionExpression'),
		};
		switch (node.type) {
			case 'Identifier':
			case 'ThisExpression':
				return this.name(node, [], node, place);
			case 'MemberExpression':
				return this.member(node, place);
			case 'CallExpression':
				return this.call(node, place);
			case 'ChainExpression':
			case 'ParenthesizedExpression':
				return this.visit(node.expression, likeThe(place, inside));
			case 'LogicalExpression':
				this.visit(node.left, { ...inside, asks: place.asks || node.operator !== '&&' });
				return this.visit(node.right, likeThe(place, inside));
			case 'ConditionalExpression':
				this.visit(node.test, inside);
				this.visit(node.consequent, likeThe(place, inside));
				return this.visit(node.alternate, likeThe(place, inside));
			case 'TemplateLiteral':
				for (const part of node.expressions) this.visit(part, { ...inside, isJoined: true });
				return;
			case 'UnaryExpression':
				if (node.operator === 'delete') return this.target(node.argument, inside);
				return this.visit(node.argument, { ...inside, asks: node.operator === 'typeof' });
			case 'BinaryExpression':
				if (node.operator === '+') return this.sum(node, inside);
				this.visit(node.left, { ...inside, asks: isNothing(node.right) });
				return this.visit(node.right, { ...inside, asks: isNothing(node.left) });
			case 'AssignmentExpression':
				this.target(node.left, inside);
				return this.visit(node.right, inside);
			case 'UpdateExpression':
				return this.target(node.argument, inside);
			case 'Property':
				if (node.computed) this.visit(node.key, inside);
				if (node.shorthand) return this.shorthand(node.value, inside);
				return this.visit(node.value, inside);
			case 'MethodDefinition':
			case 'PropertyDefinition':
				if (node.computed) this.visit(node.key, inside);
				if (node.value) this.visit(node.value, { ...inside, hasOwnThis: true });
				return;
			case 'LabeledStatement':
				return this.visit(node.body, inside);
			case 'BreakStatement':
			case 'ContinueStatement':
			case 'MetaProperty':
				return;
			default:
				for (const child of childrenOf(node)) this.visit(child, inside);
		}
	}

	/** What is added to a text, or followed by one, becomes a part of it. */
	private sum(node: BinaryExpression, inside: Place): void {
		const summands = summandsOf(node);
		let isJoined = isText(summands[1]);
		summands.forEach((summand, index) => {
			if (index === 1) isJoined = isText(summands[0]);
			this.visit(summand, { ...inside, isJoined });
			isJoined ||= isText(summand);
		});
	}

	/** A member, as one path with its object if all names are literal; else the object alone. */
	private member(node: MemberExpression, place: Place): void {
		const path = staticPath(node);
		if (path) return this.name(path.root, path.names, node, place);
		const { object, optional } = node;
		this.visit(object, { ...place, asks: optional, isJoined: false });
		if (node.computed) this.visit(node.property, { ...place, asks: false, isJoined: false });
	}

	private call(node: CallExpression, place: Place): void {
		const { callee, optional } = node;
		const inside = { ...place, asks: optional, isJoined: false };
		if (callee.type === 'MemberExpression') {
			this.visit(callee.object, { ...inside, asks: callee.optional });
			if (callee.computed) this.visit(callee.property, inside);
		} else if (callee.type !== 'Identifier' || !FUNCTIONS.has(callee.name)) this.visit(callee, inside);
		const isQuestion = callee.type === 'Identifier' && callee.name === '$ifEmpty';
		const isJoined = makesText(callee);
		node.arguments.forEach((argument, index) =>
			this.visit(argument, { ...inside, asks: isQuestion && index === 0, isJoined }),
		);
	}

	/** The target of a write, which may have no value yet. */
	private target(node: AnyNode, place: Place): void {
		const inside = { ...place, asks: true };
		if (node.type !== 'MemberExpression') return this.visit(node, inside);
		this.visit(node.object, { ...place, asks: false });
		if (node.computed) this.visit(node.property, place);
	}

	private shorthand(value: AnyNode, place: Place): void {
		const before = this.uses.length;
		this.visit(value, place);
		const use = this.uses.slice(before).find(({ start }) => start === value.start);
		if (use) use.isShorthand = true;
	}

	private name(root: Root, names: string[], { start, end }: AnyNode, place: Place): void {
		const isOwn = root.type === 'ThisExpression' ? place.hasOwnThis : isNoField(root.name, place.scope);
		if (isOwn) return;
		const head = root.type === 'ThisExpression' ? 'this' : root.name;
		const { asks, isJoined } = place;
		this.uses.push({ start, end, path: pathOf(head, names), asks, isJoined, isShorthand: false });
	}
}

const likeThe = ({ asks, isJoined }: Place, inside: Place): Place => ({ ...inside, asks, isJoined });

const isText = (node: AnyNode | undefined): boolean =>
	node?.type === 'TemplateLiteral' || (node?.type === 'Literal' && typeof node.value === 'string');

/** Whether it makes a text of any value, as `+` does beside a text. */
export const makesText = (callee: AnyNode): boolean =>
	callee.type === 'Identifier' && TEXT_MAKERS.has(callee.name);

const TEXT_MAKERS = new Set(['String', 'encodeURIComponent', 'encodeURI']);

/** The fields that an expression names behind `$json`. */
export function itemPathsIn(tree: AnyNode, outer?: Scope): Path[] {
	const scope = scopeIn(tree, outer);
	const path = tree.type === 'MemberExpression' ? staticPath(tree) : undefined;
	if (path?.root.type === 'Identifier' && path.root.name === '$json' && !isDeclared('$json', scope))
		return [pathOf('$json', path.names)];
	return childrenOf(tree).flatMap((child) => itemPathsIn(child, scope));
}

/** n8n's own names begin with a dollar sign. */
export const isNoField = (name: string, scope: Scope | undefined): boolean =>
	name.startsWith('$') || GLOBALS.has(name) || isDeclared(name, scope);

/** Whether it is `null` or `undefined`: a comparison with it asks whether there is a value. */
function isNothing(node: AnyNode): boolean {
	return (
		(node.type === 'Identifier' && node.name === 'undefined') ||
		(node.type === 'Literal' && node.value === null && node.raw === 'null')
	);
}

/** The names of `a.b[0]["c d"]`; undefined if a name is computed, or follows `?.`. */
function staticPath(node: MemberExpression): { root: Root; names: string[] } | undefined {
	const names: string[] = [];
	let at: AnyNode = node;
	while (at.type === 'MemberExpression') {
		const name = at.optional ? undefined : nameOf(at);
		if (name === undefined) return undefined;
		names.push(name);
		at = at.object;
	}
	if (at.type !== 'Identifier' && at.type !== 'ThisExpression') return undefined;
	return { root: at, names: names.reverse() };
}

/** The name of a member; undefined if it is computed. */
export function nameOf({ computed, property }: MemberExpression): string | undefined {
	if (!computed) return property.type === 'Identifier' ? property.name : undefined;
	if (property.type !== 'Literal') return undefined;
	return typeof property.value === 'string' || typeof property.value === 'number'
		? String(property.value)
		: undefined;
}

const NOWHERE = { start: { line: 1, column: 0 } };

/** The path as Handlebars' parser would return it. */
function pathOf(head: string, names: readonly string[]): Path {
	const [, data = '', steps = '', name = ''] = /^(@?)((?:\.\.?\/)*)(.*)$/u.exec(head) ?? [];
	return {
		type: 'PathExpression',
		data: data !== '',
		depth: steps.split('../').length - 1,
		parts: name === 'this' && data === '' ? [...names] : [name, ...names],
		original: [head, ...names].join('.'),
		loc: NOWHERE,
	};
}
