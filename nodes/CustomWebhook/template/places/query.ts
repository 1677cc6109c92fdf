import { decodeEscapes, looksEncoded } from '../../formats';
import { Encoded } from '../values';
import { textPlaces } from './text';
import type { Places } from './types';

/**
 * A value of a query or a form. The whole text is percent-encoded later, when the request is built. So text that
 * `urlEncode` or an expression has encoded is decoded here, to be encoded only once.
 */
export const queryPlaces: Places = {
	...textPlaces,
	encode: (rendering, value) => (isForUrl(value) ? decoded(value) : textPlaces.encode(rendering, value)),
	doubt: (_rendering, value) =>
		typeof value === 'string' && looksEncoded(value) ? ENCODED_TWICE : undefined,
};

const ENCODED_TWICE =
	'looks percent-encoded, and it is encoded once more. ' +
	'Values are encoded anyway: give the plain one, as in {{ decodeURIComponent(name) }}.';

/** Whether a value is encoded for a URL. */
export const isForUrl = (value: unknown): value is Encoded =>
	value instanceof Encoded && ['url', 'address', 'percent', 'plus'].includes(value.language);

/** Text of a whole encoding stays as it is if a `%` in it encodes nothing. */
function decoded({ language, text }: Encoded): string {
	if (language === 'percent') return decodeEscapes(text);
	if (language === 'plus') return decodeEscapes(text.replaceAll('+', ' '));
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
