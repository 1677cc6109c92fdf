import { textOf } from '../values';
import type { Places } from './types';

/** Plain text: values are not encoded, and all places are the same. */
export const textPlaces: Places = {
	start: 0,
	after: (state) => state,
	encode: (_run, value) => textOf(value).toWellFormed(),
};
