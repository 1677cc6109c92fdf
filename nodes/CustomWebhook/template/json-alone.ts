import type { Write } from './blocks';
import type { Read } from './reads';
import type { Spot } from './spot';
import { jsonOf } from './values';

/** The placeholder of a text that is one placeholder. */
export interface Alone {
	read: Read;
	spot: Spot;
}

/** Writes such a text: the value as JSON, or the value itself if it is JSON text already. */
export function jsonAlone(only: Alone): { write: Write; only: Alone } {
	const { read, spot } = only;
	const write: Write = (rendering, frame) => {
		const value = read(rendering, frame);
		try {
			rendering.out = isJsonText(value) ? value : jsonOf(value);
		} catch (error) {
			throw spot.failureOf(error);
		}
	};
	return { write, only };
}

function isJsonText(value: unknown): value is string {
	if (typeof value !== 'string') return false;
	try {
		JSON.parse(value);
		return true;
	} catch {
		return false;
	}
}
