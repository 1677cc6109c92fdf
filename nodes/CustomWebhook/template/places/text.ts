import { textOf } from '../values';
import type { Places } from './types';

/** Plain text: a value stands as it is, in one place. */
export const textPlaces: Places = {
	start: 0,
	after: (state) => state,
	encode: (_run, value) => textOf(value).toWellFormed(),
};
