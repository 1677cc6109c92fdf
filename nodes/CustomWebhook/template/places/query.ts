import { Encoded } from '../values';
import { textPlaces } from './text';
import type { Places } from './types';

/**
 * A value of a query or a form. The whole text is percent-encoded when the request is built, what stands around the
 * placeholder too: what `urlEncode` encoded already is decoded here, and so is encoded once.
 */
export const queryPlaces: Places = {
	...textPlaces,
	encode: (rendering, value) =>
		value instanceof Encoded && (value.language === 'url' || value.language === 'address')
			? decoded(value.text)
			: textPlaces.encode(rendering, value),
};

/** A `%` that encodes nothing stands for itself. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
