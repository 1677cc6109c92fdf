import { tokenizer } from 'acorn';

import { Rendering, type Frame } from './rendering';
import { ValueFault } from './spot';
import type { Hidden, ItemScope } from './types';

type Read = (rendering: Rendering, frame: Frame) => unknown;

const RULE = 'Readable Data is set to Record Only: only the record, data.* and variables.* can be read';

/** Reads a path, and refuses one whose value in the item is not readable. */
export function readableOnly(read: Read, path: string): Read {
	return (rendering, frame) => {
		const value = read(rendering, frame);
		const { hidden } = rendering.scope;
		if (!hidden) return value;
		const isRefused =
			value === undefined ? isHidden(read, rendering, frame, hidden) : hidden.partial.has(value);
		if (isRefused) throw new ValueFault(`reads ${path}. ${RULE}`);
		return value;
	};
}

function isHidden(read: Read, rendering: Rendering, frame: Frame, { full }: Hidden): boolean {
	const { scope } = rendering;
	const whole = Object.create(scope, { root: { value: full }, hidden: { value: undefined } }) as ItemScope;
	const wholeFrame = (part: Frame): Frame => ({
		...part,
		context: part.context === scope.root ? full : part.context,
		...(part.up ? { up: wholeFrame(part.up) } : {}),
	});
	return read(new Rendering(whole, rendering.state), wholeFrame(frame)) !== undefined;
}

/** The first `$` name of an n8n expression, as in `$json` or `$('Form')`; undefined if it has none. */
export function readsBeyondNames(code: string): string | undefined {
	try {
		for (const token of tokenizer(`(${code}\n)`, { ecmaVersion: 'latest' })) {
			const name = (token as { value?: unknown }).value;
			if (token.type.label === 'name' && typeof name === 'string' && name.startsWith('$')) return name;
		}
		return undefined;
	} catch {
		return /\$[\w$]*/.exec(code)?.[0];
	}
}

/** Why such an expression is refused. */
export const beyondNames = (name: string): string => `reads ${name}. ${RULE}`;
