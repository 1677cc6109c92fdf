import type { Block } from './ast';
import {
	asPathNode,
	compileExpression,
	compilePath,
	compileValue,
	guarded,
	isMet,
	type Read,
	type Surroundings,
} from './reads';
import { CONDITION_NAMES } from './helpers';
import { singleInPlaceOfList } from './loop-remarks';
import { enter, type Frame, type Params, type Rendering } from './rendering';

/** Writes a part of a template into what is rendered. */
export type Write = (rendering: Rendering, frame: Frame) => void;

/** A block's two branches, compiled. */
export interface Branches {
	program: Write;
	inverse: Write;
	/** Whether the block names its values: `as |item key|`. */
	hasParams: boolean;
}

/**
 * Handlebars' own block helpers, and its implicit blocks, with handlebars.js's rules. `eq`, `ne`, `and`, `or` and `not`
 * open a block as in `{{#eq a b}}…{{/eq}}`.
 * @throws WebhookFailure `template` for an unknown block, or one with the wrong values
 */
export function compileBlock(block: Block, branches: Branches, around: Surroundings): Write {
	const name = String(block.path.original ?? '');
	if (name === 'if' || name === 'unless') return conditional(name, block, branches, around);
	if (name === 'each') return each(valueOf(name, block, around), branches, pathOf(block));
	if (name === 'with') return within(valueOf(name, block, around), branches);
	if (block.params.length > 0 && CONDITION_NAMES.has(name)) {
		return condition(guarded(compileValue(block, around), around.spot), branches);
	}
	if (block.params.length > 0 || block.hash) {
		throw around.spot.failure(
			`there is no block named ${name}`,
			'Blocks are: if, unless, each, with, and a field alone.',
		);
	}
	return implicit(guarded(compilePath(asPathNode(block.path), around), around.spot), branches);
}

/** The single value that a built-in block takes. */
function valueOf(name: string, block: Block, around: Surroundings): Read {
	const [param, ...more] = block.params;
	if (param === undefined || more.length > 0) {
		throw around.spot.failure(`a block ${name} takes one value: {{#${name} value}}…{{/${name}}}`);
	}
	return guarded(compileExpression(param, around), around.spot);
}

function conditional(name: 'if' | 'unless', block: Block, branches: Branches, around: Surroundings): Write {
	if (branches.hasParams) throw around.spot.failure(`a block ${name} has no parameters to name`);
	const { program, inverse } = branches;
	const turned = name === 'if' ? branches : { ...branches, program: inverse, inverse: program };
	return condition(valueOf(name, block, { ...around, mayMiss: true }), turned, includesZero(block, around));
}

function condition(read: Read, branches: Branches, includeZero: Read = () => false): Write {
	return (rendering, frame) => {
		const met = isMet(read(rendering, frame), includeZero(rendering, frame) === true);
		(met ? branches.program : branches.inverse)(rendering, frame);
	};
}

function includesZero(block: Block, around: Surroundings): Read | undefined {
	const pair = block.hash?.pairs.find(({ key }) => key === 'includeZero');
	return pair && guarded(compileExpression(pair.value, around), around.spot);
}

/** `{{#with}}` accepts 0, but not an empty text or array. */
function within(read: Read, branches: Branches): Write {
	return (rendering, frame) => {
		const value = read(rendering, frame);
		if (!isMet(value, true)) return branches.inverse(rendering, frame);
		branches.program(rendering, enter(frame, value, frame.loop, paramsOf(frame, branches, [value])));
	};
}

/** @param path of the value; nothing if it is not one */
function each(read: Read, branches: Branches, path: string | undefined): Write {
	return (rendering, frame) => {
		const value = read(rendering, frame);
		if (path !== undefined && isSingle(value)) rendering.scope.remarks.add(singleInPlaceOfList(path));
		loop(rendering, frame, value, branches, path);
	};
}

const pathOf = ({ params: [param] }: Block): string | undefined =>
	param?.type === 'PathExpression' ? param.original : undefined;

/** A value that there is nothing in to go over. */
const isSingle = (value: unknown) =>
	typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');

/** `{{#field}}…{{/field}}`: once for each part of an array, once for any other value; else the other branch. */
function implicit(read: Read, branches: Branches): Write {
	return (rendering, frame) => {
		const value = read(rendering, frame);
		if (Array.isArray(value)) return loop(rendering, frame, value, branches);
		if (value === false || value === undefined || value === null)
			return branches.inverse(rendering, frame);
		const context = value === true ? frame.context : value;
		branches.program(rendering, enter(frame, context, frame.loop, paramsOf(frame, branches, [value])));
	};
}

function loop(rendering: Rendering, frame: Frame, value: unknown, branches: Branches, path?: string): void {
	const rounds = roundsOf(value);
	if (rounds.length === 0) return branches.inverse(rendering, frame);
	const object = path !== undefined && !Array.isArray(value) ? { value: value as object, path } : undefined;
	rounds.forEach(([key, item], index) => {
		const variables = {
			key,
			index,
			first: index === 0,
			last: index === rounds.length - 1,
			object,
			outer: frame.loop,
		};
		branches.program(rendering, enter(frame, item, variables, paramsOf(frame, branches, [item, key])));
	});
}

function roundsOf(value: unknown): Array<[string | number, unknown]> {
	if (Array.isArray(value)) return value.map((item: unknown, index) => [index, item]);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).filter(([, item]) => typeof item !== 'function');
}

function paramsOf(frame: Frame, branches: Branches, values: readonly unknown[]): Params | undefined {
	return branches.hasParams ? { values, outer: frame.params } : frame.params;
}
