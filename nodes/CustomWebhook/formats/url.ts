import { WebhookFailure } from '../failure';
import { CURLY_QUOTES } from './curly-quote';
import { excerptOf, positionOf, shorten } from './excerpt';

/** The first URL of a text, with what is in front of it. */
const URL_INSIDE = new RegExp(`^([^]*?)(https?://[^\\s"'\`<>()[\\]${CURLY_QUOTES}]+)`, 'i');

/**
 * The URL that a rendered text is.
 * @throws WebhookFailure `request` where it is none, is neither http nor https, or has a user name or a password
 */
export function checkUrl(text: string, field: string): URL {
	const source = text.trim();
	if (source === '')
		throw urlFailure(text, field, 0, 'the URL is empty', 'It begins with http:// or https://.');
	const start = text.indexOf(source);
	const url = URL.canParse(source) ? new URL(source) : undefined;
	if (!url) throw unreadable(text, source, field);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		const message = `the URL begins with ${shorten(url.protocol)} where only http: and https: can be sent to`;
		throw urlFailure(text, field, start, message, likelyStart(source));
	}
	if (url.username !== '' || url.password !== '') throw credentialsInUrl(text, field);
	return url;
}

/** A failure at one place of a rendered URL, with its line, column and excerpt. */
export function urlFailure(
	text: string,
	field: string,
	offset: number,
	message: string,
	hint: string,
): WebhookFailure {
	return failureAt(text, field, offset, message, `${excerptOf(text, offset)}\n${hint}`);
}

/** Shows nothing of the URL: there may be a password in it. */
function credentialsInUrl(text: string, field: string): WebhookFailure {
	return failureAt(
		text,
		field,
		text.indexOf('//') + 2,
		'the URL has a user name or a password in it',
		'Take what stands before the @ out, and choose an authentication in the node instead.',
	);
}

function unreadable(text: string, source: string, field: string): WebhookFailure {
	const start = text.indexOf(source);
	const message = `${shorten(source)} is not a URL`;
	if (!/^[a-z][a-z0-9+.-]*:/i.test(source)) {
		return urlFailure(text, field, start, message, likelyStart(source));
	}
	const space = /\s/.exec(source);
	const cause = space ? 'It has a space in it.' : 'Check its host and port.';
	return urlFailure(text, field, start + (space?.index ?? 0), message, cause);
}

/** What to do about a text that does not begin as a URL does. */
function likelyStart(source: string): string {
	const [, around = '', inside] = URL_INSIDE.exec(source) ?? [];
	if (/^curl\s/i.test(source)) {
		const url = inside === undefined ? 'its URL' : shorten(inside);
		return `This is a cURL command: only ${url} belongs here, its -H under Headers, its -d into the body.`;
	}
	if (inside !== undefined && !/[.?&=]/.test(around))
		return `Only ${shorten(inside)} is the URL: take out what stands around it.`;
	const begins = 'A URL begins with http:// or https://';
	if (/^\/(?!\/)/.test(source))
		return `${begins} and a host. Maybe a placeholder in front of it has no value.`;
	const bare = source.replace(/^(?:[a-z]*:(?!\d))?\/*/i, '');
	return `${begins}, as in https://${shorten(bare === '' ? 'example.com' : bare, 30)}.`;
}

function failureAt(
	text: string,
	field: string,
	offset: number,
	message: string,
	description: string,
): WebhookFailure {
	const position = positionOf(text, offset);
	const where = `${field}, line ${position.line}, column ${position.column} of the rendered text`;
	return new WebhookFailure('request', `${where}: ${message}`, { description, field, ...position });
}
