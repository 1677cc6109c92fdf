import type { AnyNode, CallExpression, Identifier, MemberExpression } from 'acorn';

import { declarerOf, isDeclared, isFunction, scopeIn, type Scope } from './declared';
import { nameOf } from './names';
import { childrenOf, type Code } from './parse';
import { GLOBALS, OF_THE_ITEM, OF_THE_RUN } from './provided';

/** How an expression is evaluated for several items in one call of n8n. */
export interface Hoisted {
	/** Replacements, by their positions in the source. */
	edits: Array<{ start: number; end: number; text: string }>;
	/** Members of `$json` that it reads; undefined if it reads the whole of it. */
	json: ReadonlySet<string> | undefined;
	usesBinary: boolean;
	/** It depends on the time, which passes while items wait. */
	usesTime: boolean;
	/** It needs a call of its own: n8n rewrites every `?.` of a call that uses n8n's methods, which breaks these. */
	isAlone: boolean;
}

/** Members of `$('Node')` that are the same for all items. */
const OF_A_NODE = new Set(['first', 'last', 'all', 'isExecuted', 'params', 'itemMatching']);
/** Read once a call, because n8n passes all the items each time. */
const LISTS = new Set(['first', 'last', 'all']);

/** Methods that change the object they are called on; those of dates begin with `set`. */
const CHANGES = new Set(
	'sort reverse splice push pop shift unshift fill copyWithin set add delete clear assign defineProperty'.split(
		' ',
	),
);
/** Methods that return a new object. */
const MAKES_NEW = new Set(
	'map filter slice concat flatMap flat split keys values entries from of toSorted toReversed match matchAll'.split(
		' ',
	),
);
const TELLS_TIME = /now|today|relative|inLast|diffTo/i;

/** How to evaluate an expression for several items in one call; undefined if the result could differ. */
export function hoist({ source, tree }: Code): Hoisted | undefined {
	// n8n unescapes only one `}}`, and does not find its own methods in what it takes for the first quoted text
	if (source.includes('}}') || METHOD_CALL.test(firstQuoted(source))) return undefined;
	const hoister = new Hoister(source);
	return hoister.visit(tree, undefined, undefined) ? hoister.result() : undefined;
}

const METHOD_CALL = /\.\w+\s*(?:(?:\?\.)\s*)?\(/;

const firstQuoted = (source: string) => /["'].*?["']/.exec(source)?.[0] ?? '';

class Hoister {
	private readonly edits: Hoisted['edits'] = [];
	private readonly members = new Set<string>();
	private readsWhole = false;
	private usesBinary = false;
	private usesTime = false;
	private isAlone = false;
	private lists = 0;
	/** Callbacks of `reduce` whose first parameter is a new object that they fill. */
	private readonly fill = new Set<AnyNode>();

	constructor(private readonly source: string) {}

	result(): Hoisted {
		const { edits, usesBinary, usesTime } = this;
		const isAlone = this.isAlone && this.source.includes('?.');
		return { edits, usesBinary, usesTime, isAlone, json: this.readsWhole ? undefined : this.members };
	}

	/** Whether the node may be evaluated for several items at once. */
	visit(node: AnyNode, parent: AnyNode | undefined, outer: Scope | undefined): boolean {
		const scope = scopeIn(node, outer);
		switch (node.type) {
			case 'Identifier':
				return this.identifier(node, parent, scope);
			case 'MemberExpression':
				return this.member(node, parent, scope);
			case 'CallExpression':
				return this.call(node, scope);
			case 'AssignmentExpression':
				return this.isOwn(node.left, scope) && this.children(node, scope);
			case 'UpdateExpression':
				return this.isOwn(node.argument, scope) && this.children(node, scope);
			case 'UnaryExpression':
				return node.operator !== 'delete' && this.children(node, scope);
			case 'Property':
				return (
					(!node.computed || this.visit(node.key, node, scope)) &&
					this.visit(node.value, node, scope)
				);
			case 'AwaitExpression':
			case 'YieldExpression':
			case 'ImportExpression':
			case 'ClassExpression':
			case 'MetaProperty':
				return false;
			default:
				return this.children(node, scope);
		}
	}

	private children(node: AnyNode, scope: Scope | undefined): boolean {
		return childrenOf(node).every((child) => this.visit(child, node, scope));
	}

	private identifier({ name }: Identifier, parent: AnyNode | undefined, scope: Scope | undefined): boolean {
		if (isDeclared(name, scope)) return true;
		if (!name.startsWith('$')) {
			if (GLOBALS.has(name))
				this.usesTime ||= name === 'Date' || name === 'DateTime' || name === 'Interval';
			return true;
		}
		if (name === '$json') this.json(parent);
		this.usesBinary ||= name === '$binary';
		this.usesTime ||= name === '$now' || name === '$today';
		return OF_THE_ITEM.has(name) || OF_THE_RUN.has(name);
	}

	private json(parent: AnyNode | undefined): void {
		const name = parent?.type === 'MemberExpression' ? nameOf(parent) : undefined;
		if (name === undefined) this.readsWhole = true;
		else this.members.add(name);
	}

	private member(node: MemberExpression, parent: AnyNode | undefined, scope: Scope | undefined): boolean {
		const { object } = node;
		const name = nameOf(node);
		this.usesTime ||= name !== undefined && TELLS_TIME.test(name);
		this.isAlone ||= node.computed;
		if (isFree(object, '$execution', scope) && name === 'customData') return false;
		if (isFree(object, '$input', scope)) return false;
		if (isNodeCall(object, scope)) return this.ofNode(node, parent);
		// a method of the item itself sees all of it
		if (isFree(object, '$json', scope) && parent?.type === 'CallExpression' && parent.callee === node)
			this.readsWhole = true;
		return this.visit(object, node, scope) && (!node.computed || this.visit(node.property, node, scope));
	}

	/** `$('Node').item` depends on the item; the other members are the same for all. */
	private ofNode(node: MemberExpression, parent: AnyNode | undefined): boolean {
		const { property, computed, optional } = node;
		const name = computed ? undefined : nameOf(node);
		if (name === 'item') {
			this.edits.push({
				start: property.start,
				end: property.end,
				text: 'itemMatching($itemIndex)',
			});
			return true;
		}
		if (name === undefined || !OF_A_NODE.has(name)) return false;
		const isCalled = parent?.type === 'CallExpression' && parent.callee === node;
		if (isCalled && name === 'itemMatching') return parent.arguments.length > 0;
		if (isCalled !== LISTS.has(name)) return false;
		if (
			isCalled &&
			!optional &&
			!parent.optional &&
			parent.arguments.every(({ type }) => type === 'Literal')
		)
			this.once(parent);
		return true;
	}

	/** Read for the first item that needs it, and kept for the others of the call. */
	private once({ start, end }: AnyNode): void {
		const kept = `$cwK.l${this.lists++}`;
		this.edits.push({ start, end: start, text: `(${kept} === undefined ? (${kept} = ` });
		this.edits.push({ start: end, end, text: `) : ${kept})` });
	}

	private call(node: CallExpression, scope: Scope | undefined): boolean {
		const { callee } = node;
		if (callee.type === 'Identifier' && callee.name === '$' && !isDeclared('$', scope)) return false;
		if (callee.type === 'MemberExpression') {
			if (node.optional) this.isAlone = true;
			if (!this.isPlainlyWritten(node, callee)) return false;
			if (changes(callee) && !this.isFresh(changed(node, callee), scope)) return false;
			if (isFree(callee.object, '$input', scope))
				return this.inputList(node, nameOf(callee) ?? '') && node.arguments.length === 0;
		}
		const [given, initial] = node.arguments;
		if (isReduce(callee) && given && initial && isFunction(given) && this.isFresh(initial, scope))
			this.fill.add(given);
		return this.children(node, scope);
	}

	private inputList(node: CallExpression, name: string): boolean {
		if (!LISTS.has(name) || node.optional) return false;
		this.once(node);
		return true;
	}

	/** Whether only the expression can see what is written there: in a name of its own, or in a new object. */
	private isOwn(node: AnyNode, scope: Scope | undefined): boolean {
		if (node.type === 'MemberExpression') return this.isFresh(node.object, scope);
		return node.type === 'Identifier' && isDeclared(node.name, scope);
	}

	/** Whether the expression itself has made the object. */
	private isFresh(node: AnyNode, scope: Scope | undefined): boolean {
		switch (node.type) {
			case 'ArrayExpression':
			case 'ObjectExpression':
			case 'NewExpression':
				return true;
			case 'ChainExpression':
				return this.isFresh(node.expression, scope);
			case 'Identifier':
				return this.isFilled(node.name, declarerOf(node.name, scope));
			case 'CallExpression': {
				if (node.callee.type !== 'MemberExpression') return false;
				if (MAKES_NEW.has(nameOf(node.callee) ?? '')) return true;
				return changes(node.callee) && this.isFresh(changed(node, node.callee), scope);
			}
			default:
				return false;
		}
	}

	private isFilled(name: string, by: AnyNode | undefined): boolean {
		if (!by || !isFunction(by) || !this.fill.has(by)) return false;
		return by.params[0]?.type === 'Identifier' && by.params[0].name === name;
	}

	/** n8n finds its own methods by the source between the dot and the bracket: only the name may be there. */
	private isPlainlyWritten(call: CallExpression, { computed, property }: MemberExpression): boolean {
		if (computed) return true;
		const between = this.source.slice(property.end, call.arguments[0]?.start ?? call.end);
		return /[.]$/.test(this.source.slice(0, property.start)) && !/\/[/*]/.test(between);
	}
}

const isFree = (node: AnyNode, name: string, scope: Scope | undefined) =>
	node.type === 'Identifier' && node.name === name && !isDeclared(name, scope);

/** `$('Node')`. */
function isNodeCall(node: AnyNode, scope: Scope | undefined): node is CallExpression {
	return (
		node.type === 'CallExpression' &&
		isFree(node.callee, '$', scope) &&
		node.arguments.length === 1 &&
		node.arguments[0]?.type === 'Literal'
	);
}

const isReduce = (callee: AnyNode) =>
	callee.type === 'MemberExpression' && /^reduce(?:Right)?$/.test(nameOf(callee) ?? '');

const changes = (callee: MemberExpression): boolean => {
	const name = nameOf(callee);
	return name === undefined || CHANGES.has(name) || /^set[A-Z]/.test(name);
};

/** The object that a method changes: its own; for `Object.assign` and the like, the first argument. */
const changed = (call: CallExpression, { object }: MemberExpression): AnyNode =>
	object.type === 'Identifier' && object.name === 'Object' ? (call.arguments[0] ?? object) : object;
