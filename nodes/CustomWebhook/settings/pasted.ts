import { fieldLabel, shorten } from '../formats';
import { mistake } from './mistake';
import type { NamedTemplate } from './types';

/** n8n's fields of one line take a paste of several lines, and the browser writes a space for each line break. */
const ONE_ROW_EACH =
	'Add one row for each, or set Request From to cURL Command and paste the whole command there.';

/** A header's name and its colon, at the start or behind a space. */
const HEADER_START = /(?:^|\s)([A-Za-z][\w-]*):(?=\s)/g;

/** Names of headers without a hyphen, which distinguishes the others from words with a colon. */
const PLAIN_HEADERS = /^(?:accept|apikey|authorization|cookie|from|host|origin|prefer|referer)$/i;

const PLACEHOLDER = /\{\{[^{}]*\}\}/g;

/** Whether a text that was typed as one header's name or value is several headers. */
function hasSeveralHeaders(typed: string): boolean {
	const names = [...typed.trim().matchAll(HEADER_START)];
	const isHeader = ([, name = '']: RegExpMatchArray) => name.includes('-') || PLAIN_HEADERS.test(name);
	return names.length > 1 && names[0]?.index === 0 && names.some(isHeader);
}

/** Whether a text that was typed as one name is several parameters: `a=1 b=2`, `a: 1 b: 2`, `a=1&b=2` or JSON. */
function hasSeveralPairs(typed: string): boolean {
	if (/^\s*\{\s*"/.test(typed)) return true;
	const parts = typed.replace(PLACEHOLDER, 'x').split(/[\s&]+/);
	return parts.filter((part) => /^[^=:]+[=:]/.test(part)).length > 1;
}

/** @throws WebhookFailure if a header's name or value is several headers, or the value begins with the name */
export function checkHeader({ name, value }: NamedTemplate): void {
	const label = fieldLabel(`headers.${shorten(name)}`);
	if (hasSeveralHeaders(name))
		throw mistake('headers', `${label}: the name is several headers. ${ONE_ROW_EACH}`);
	if (hasSeveralHeaders(value))
		throw mistake('headers', `${label}: the value is several headers. ${ONE_ROW_EACH}`);
	if (name !== '' && value.trim().toLowerCase().startsWith(`${name.toLowerCase()}: `))
		throw mistake(
			'headers',
			`${label}: the value begins with the name. Remove "${shorten(name)}:" from Value.`,
		);
}

/**
 * @throws WebhookFailure if the name of a parameter or a form field is several names and values, or has a delimiter of
 * a query around it
 */
export function checkName(name: string, field: string): void {
	const label = fieldLabel(`${field}.${shorten(name)}`);
	if (hasSeveralPairs(name))
		throw mistake(field, `${label}: the name is several names and values. ${ONE_ROW_EACH}`);
	const bare = name.replace(/^[?&]/, '').replace(/=$/, '');
	if (bare !== name && bare !== '')
		throw mistake(field, `${label}: the name is "${shorten(bare)}" alone. Remove what is around it.`);
}
