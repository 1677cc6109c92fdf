import type { JsonValue } from '../formats/json';
import { serviceMessage } from './service-message';

/** The beginning of an HTML document, after comments or an XML declaration at most. */
const PAGE_START = /^\s*(?:<!--[^>]*>\s*|<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b/i;

/** The title of a body that is an HTML document, empty if it has none; undefined for any other body. */
export function webPageTitle(body: JsonValue): string | undefined {
	if (typeof body !== 'string' || !PAGE_START.test(body)) return undefined;
	return serviceMessage(body) ?? '';
}

/** How a message goes on after "The response", and the way out. */
export function aWebPage(title: string): { isOne: string; wayOut: string } {
	return {
		isOne: `${title === '' ? '' : `("${title}") `}is a web page, not data`,
		wayOut: 'Check URL: it may lead to a website or a login instead of the API.',
	};
}
