import type { AnyNode, CallExpression, NewExpression } from 'acorn';

import { shorten } from '../../formats';
import { asMethod } from '../as-method';
import { HELPER_NAMES, helperOf } from '../helpers';
import type { Spot } from '../spot';
import { isDeclared, scopeIn, type Scope } from './declared';
import { isNoField } from './names';
import { childrenOf, sourceOf, type Code } from './parse';
import { FUNCTIONS } from './provided';

/**
 * Refuses helpers in the syntax of other template languages: `name | upper`, `upper(name)`. In JavaScript the first
 * would be a number, and the second nothing. Refuses other functions that nothing provides, too.
 * @throws WebhookFailure `template` that shows the right syntax
 */
export function refuseForeignHelpers(code: Code, spot: Spot): void {
	const found = foreignHelper(code, code.tree, undefined);
	if (!found) return;
	const { name, values } = found;
	if (!helperOf(name)) {
		const method = asMethod(name, values[0]);
		const fix = method === undefined ? FUNCTIONS_THERE_ARE : `Write ${method}.`;
		throw spot.failure(`there is no function named ${shorten(name)}`, fix);
	}
	const right = `{{${[name, ...values].join(' ')}}}`;
	throw spot.failure(
		`the helper ${name} is used as ${right}`,
		`Write ${right} in place of ${spot.source}.`,
	);
}

const FUNCTIONS_THERE_ARE =
	'Write methods behind a value, as in {{ name.toUpperCase() }}, and helpers in front, as in {{upper name}}.';

/**
 * The names after a pipe, as in `name | upcase`. If there is no such field, another language's filter is meant, which
 * JavaScript would leave out.
 */
export function pipedNames({ tree }: Code): ReadonlySet<string> {
	const found = new Set<string>();
	const visit = (node: AnyNode): void => {
		if (node.type === 'BinaryExpression' && node.operator === '|' && node.right.type === 'Identifier')
			found.add(node.right.name);
		childrenOf(node).forEach(visit);
	};
	visit(tree);
	return found;
}

/** @throws WebhookFailure `template` */
export function refuseFilter(name: string, spot: Spot): never {
	const method = asMethod(name, /^\{\{\s*([\w.$]+)\s*\|/.exec(spot.source)?.[1]);
	const fix =
		method === undefined
			? `A helper comes before its values, as in {{upper name}}. Helpers: ${[...HELPER_NAMES].sort().join(', ')}.`
			: `Write ${method}.`;
	throw spot.failure(`there is no filter named ${shorten(name)}`, fix);
}

/** The helper after a pipe, in code that is no JavaScript, such as `name | default: "x"`. */
export function pipedHelper(code: string): string | undefined {
	const name = /\|\s*(\w+)/.exec(code)?.[1];
	return name !== undefined && HELPER_NAMES.has(name) ? name : undefined;
}

interface Foreign {
	name: string;
	/** The sources of its values. */
	values: string[];
}

function foreignHelper(code: Code, node: AnyNode, outer: Scope | undefined): Foreign | undefined {
	const scope = scopeIn(node, outer);
	if (node.type === 'CallExpression' || node.type === 'NewExpression') {
		const isOptional = node.type === 'CallExpression' && node.optional;
		const name = isOptional ? undefined : calledName(node.callee, scope);
		if (name !== undefined) return { name, values: argumentsOf(code, node) };
	}
	if (node.type === 'BinaryExpression' && node.operator === '|') {
		const { right } = node;
		const name = helperName(right.type === 'CallExpression' ? right.callee : right, scope);
		const more = right.type === 'CallExpression' ? argumentsOf(code, right) : [];
		if (name !== undefined) return { name, values: [valueOf(code, node.left), ...more] };
	}
	for (const child of childrenOf(node)) {
		const found = foreignHelper(code, child, scope);
		if (found) return found;
	}
	return undefined;
}

/** A function that is neither declared nor provided: its name is a field's, or a helper's. */
function calledName(node: AnyNode, scope: Scope | undefined): string | undefined {
	if (node.type !== 'Identifier' || isNoField(node.name, scope) || FUNCTIONS.has(node.name))
		return undefined;
	return node.name;
}

function helperName(node: AnyNode, scope: Scope | undefined): string | undefined {
	if (node.type !== 'Identifier' || isDeclared(node.name, scope)) return undefined;
	return helperOf(node.name) ? node.name : undefined;
}

const argumentsOf = (code: Code, call: CallExpression | NewExpression): string[] =>
	call.arguments.map((argument) => valueOf(code, argument));

/** A value as Handlebars writes it: a call of a helper in parentheses. */
function valueOf(code: Code, node: AnyNode): string {
	const inner = foreignHelper(code, node, undefined);
	return inner ? `(${[inner.name, ...inner.values].join(' ')})` : sourceOf(code, node);
}
