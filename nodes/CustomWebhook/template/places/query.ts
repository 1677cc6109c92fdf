import { Encoded } from '../values';
import { textPlaces } from './text';
import type { Places } from './types';

/**
 * A value of a query or a form. The whole text is percent-encoded later, when the request is built. So text that
 * `urlEncode` has encoded is decoded here, to be encoded only once.
 */
export const queryPlaces: Places = {
	...textPlaces,
	encode: (rendering, value) =>
		value instanceof Encoded && (value.language === 'url' || value.language === 'address')
			? decoded(value.text)
			: textPlaces.encode(rendering, value),
};

/** Text with a `%` that encodes nothing stays as it is. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
