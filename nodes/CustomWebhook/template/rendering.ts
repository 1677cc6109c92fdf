import type { ItemRows } from './rows';
import { ownValue } from './scope';
import type { ItemScope } from './types';

/** One rendering of one template: what is written so far, and where in the target's language that ends. */
export class Rendering {
	out = '';
	/** What n8n's expressions in it are evaluated to. */
	rows?: ItemRows;
	/** URL only: where in `out` a value stands that could make a dot segment. */
	readonly dots: number[] = [];
	/** URL only: where in `out` the lists stand that have rows of their own. */
	readonly lists: Array<{ start: number; end: number; parts: readonly unknown[] }> = [];
	/** URL only: where in `out` the value ends that begins the URL. */
	baseEnd = -1;

	constructor(
		readonly scope: ItemScope,
		/** A state of the target's places. */
		public state: number,
	) {}
}

/** The variables of one round of a loop. */
export interface Loop {
	key: string | number;
	index: number;
	first: boolean;
	last: boolean;
	outer?: Loop;
}

/** The values of block parameters, `as |value key|`. */
export interface Params {
	values: readonly unknown[];
	outer?: Params;
}

/** What is in sight at one point of a template. */
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

/** The frame for a block that looks at `context`; `../` skips blocks that look at what is around them. */
export function enter(
	frame: Frame,
	context: unknown,
	loop: Loop | undefined,
	params: Params | undefined,
): Frame {
	const up = context === frame.context ? frame.up : frame;
	return { context, up, loop, params };
}
