import type { WebhookFailure } from '../failure';
import { CURLY_QUOTES } from './curly-quote';
import { shorten } from './excerpt';
import { failureInText } from './fault-in-text';

/** The first URL of a text, with the text before it. */
const URL_INSIDE = new RegExp(`^([^]*?)(https?://[^\\s"'\`<>()[\\]${CURLY_QUOTES}]+)`, 'i');

const STARTS = 'must start with https:// or http://';

/**
 * Parses a rendered text as a URL.
 * @throws WebhookFailure `request` if it is none, is not http or https, or contains a user name or a password
 */
export function checkUrl(text: string, field: string): URL {
	const source = text.trim();
	const fail = (offset: number, message: string, fix: string, shows: 'rendered' | 'nothing' = 'rendered') =>
		failureInText(text, field, { offset, message, fix }, { kind: 'request', shows });
	if (source === '')
		throw fail(0, 'the URL is empty', 'Enter an address such as https://example.com/contacts.');
	const start = text.indexOf(source);
	const url = URL.canParse(source) ? new URL(source) : undefined;
	if (!url) throw unreadable(source, start, fail);
	if (url.protocol !== 'http:' && url.protocol !== 'https:')
		throw fail(start, `${shorten(source)} ${STARTS}`, fixOfStart(source));
	if (url.username !== '' || url.password !== '')
		// The message shows nothing of the URL, which may contain a password.
		throw fail(
			text.indexOf('//') + 2,
			'the URL has a user name or a password in it',
			'Remove everything before the @, and choose an Authentication instead.',
			'nothing',
		);
	return url;
}

type Fail = (offset: number, message: string, fix: string) => WebhookFailure;

function unreadable(source: string, start: number, fail: Fail): WebhookFailure {
	if (!/^[a-z][a-z0-9+.-]*:/i.test(source))
		return fail(start, `${shorten(source)} ${STARTS}`, fixOfStart(source));
	const space = /\s/.exec(source);
	if (space) return fail(start + space.index, 'the URL has a space in it', 'Remove it, or write %20.');
	return fail(start, `${shorten(source)} is not a URL`, 'Check its host and port.');
}

/** How to fix a text that does not start like a URL. */
function fixOfStart(source: string): string {
	const [, around = '', inside] = URL_INSIDE.exec(source) ?? [];
	if (/^curl\s/i.test(source)) {
		const url = inside === undefined ? 'its URL' : shorten(inside);
		return `This is a cURL command: only ${url} belongs here, its -H under Headers, its -d into the body.`;
	}
	if (inside !== undefined && !/[.?&=]/.test(around))
		return `Only ${shorten(inside)} is the URL: remove what is around it.`;
	if (/^\/(?!\/)/.test(source)) return 'Put the host in front. A placeholder in front may have no value.';
	const bare = source.replace(/^(?:[a-z]*:(?!\d)|https?[;.,]?(?=\/))?\/*/i, '');
	return `Write https://${shorten(bare === '' ? 'example.com' : bare, 30)}.`;
}
