import type { ItemRows } from './rows';
import { ownValue } from './scope';
import type { ItemScope } from './types';

/** One rendering of one template: the text so far, and its place in the target's syntax. */
export class Rendering {
	out = '';
	/** The results of its n8n expressions. */
	rows?: ItemRows;
	/** URL only: offsets in `out` of values that could make a dot segment. */
	readonly dots: number[] = [];
	/** URL only: the lists in `out` that get a parameter for each part. */
	readonly lists: Array<{ start: number; end: number; parts: readonly unknown[] }> = [];
	/** URL only: the end in `out` of the value that begins the URL, or -1. */
	baseEnd = -1;
	/** URL and form only: the place in a parameter that is typed as JSON, if it is one, and how far `out` was read. */
	json: { at: number; state: number | undefined } = { at: 0, state: undefined };

	constructor(
		readonly scope: ItemScope,
		/** A state of the target's places. */
		public state: number,
	) {}
}

/** An object that a block `each` found in place of a list. */
export interface LoopedObject {
	value: object;
	/** The path that the block names. */
	path: string;
}

/** The variables of one round of a loop. */
export interface Loop {
	key: string | number;
	index: number;
	first: boolean;
	last: boolean;
	/** If it goes over the fields of an object. */
	object?: LoopedObject | undefined;
	outer?: Loop;
}

/** The values of block parameters, `as |value key|`. */
export interface Params {
	values: readonly unknown[];
	outer?: Params;
}

/** What is in scope at one point of a template. */
export interface Frame {
	context: unknown;
	/** What `../` leads to. */
	up?: Frame;
	loop?: Loop;
	params?: Params;
}

/** A field of the context; at the root the item's fields win over those of the primary record. */
export function fieldOf(scope: ItemScope, context: unknown, name: string): unknown {
	const value = ownValue(context, name);
	if (value !== undefined || context !== scope.root) return value;
	return Object.hasOwn(context, name) ? undefined : ownValue(scope.record, name);
}

/** The frame of a block with `context`; `../` skips blocks that do not change the context. */
export function enter(
	frame: Frame,
	context: unknown,
	loop: Loop | undefined,
	params: Params | undefined,
): Frame {
	const up = context === frame.context ? frame.up : frame;
	return { context, up, loop, params };
}
