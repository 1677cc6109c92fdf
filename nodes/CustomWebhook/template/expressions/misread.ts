import type { AnyNode } from 'acorn';

import { shorten } from '../../formats';
import type { Path } from '../ast';
import type { Misread } from '../reads';
import { usesIn } from './names';
import { parseCode, sourceOf, type Code } from './parse';

const MAY_BE_CODE = /[-/,]/;

/** The code that a path can be meant as, such as `price-1`, `total/2`, `-price` or `[a, b]`; nothing for nearly all. */
export function misreadOf({ original, parts }: Path): Misread | undefined {
	if (!MAY_BE_CODE.test(original)) return undefined;
	const list = parts.length === 1 && original.includes(',');
	const code = parseCode(list ? `[${original}]` : original);
	const written = code && (list ? writtenList(code) : writtenCalculation(code, code.tree));
	if (!code || written === undefined) return undefined;
	const fields = usesIn(code).map(({ path }) => path);
	if (fields.length === 0) return undefined;
	return {
		fields,
		// A number in a text has no members but its characters.
		isNothing: (found) => found === undefined || (typeof found === 'string' && original.includes('/')),
		accepts: (values) => values.every(list ? (value) => value !== undefined : isNumeric),
		message: `there is no field named ${shorten(original)}`,
		fix: `For a ${list ? 'list' : 'calculation'} write {{ ${shorten(written)} }}.`,
	};
}

const isNumeric = (value: unknown) =>
	typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));

function writtenList({ source, tree }: Code): string | undefined {
	return tree.type === 'ArrayExpression'
		? `Array.of(${source.slice(tree.start + 1, tree.end - 1)})`
		: undefined;
}

/** A calculation with spaces, which no name has; undefined for anything else. */
function writtenCalculation(code: Code, node: AnyNode): string | undefined {
	if (node.type === 'UnaryExpression' && node.operator === '-')
		return `0 - ${sourceOf(code, node.argument)}`;
	if (node.type !== 'BinaryExpression' || !['-', '/'].includes(node.operator)) return undefined;
	const { left, right, operator } = node;
	const before = left.type === 'BinaryExpression' ? writtenCalculation(code, left) : sourceOf(code, left);
	return before === undefined ? undefined : `${before} ${operator} ${sourceOf(code, right)}`;
}
