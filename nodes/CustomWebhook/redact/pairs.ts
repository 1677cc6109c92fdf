import { decodedFormText } from '../formats';
import { HIDDEN } from './walk';

/**
 * Hides the values of `name=value` pairs of a query or a form, by their names or by the values themselves. Everything
 * else stays as it is.
 */
export function hidePairs(
	text: string,
	hidesName: (name: string) => boolean,
	hidesValue: (value: string) => boolean,
): string {
	return text.replace(
		/(^|[?&])([^=&?#]+)=([^&#]+)/g,
		(pair: string, before: string, name: string, value: string) =>
			hidesName(decodedFormText(name)) || hidesValue(decodedFormText(value))
				? `${before}${name}=${HIDDEN}`
				: pair,
	);
}
