import { WebhookFailure } from '../failure';
import { excerptOf, shorten } from './excerpt';

/**
 * The URL that a rendered text is.
 * @throws WebhookFailure `request` where it is none, is neither http nor https, or has a user name or a password
 */
export function checkUrl(text: string, field: string): URL {
	const source = text.trim();
	if (source === '') throw failure(text, field, 0, 'is empty', 'It begins with http:// or https://.');
	const url = URL.canParse(source) ? new URL(source) : undefined;
	if (!url) throw unreadable(text, source, field);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		const message = `begins with ${shorten(url.protocol)} where only http: and https: can be sent to`;
		throw failure(text, field, 0, message, likelyStart(source));
	}
	if (url.username !== '' || url.password !== '') throw credentialsInUrl(field, text.indexOf('//') + 3);
	return url;
}

/** Shows nothing of the URL: there may be a password in it. */
function credentialsInUrl(field: string, column: number): WebhookFailure {
	return new WebhookFailure('request', 'The URL has a user name or a password in it', {
		description: 'Take what stands before the @ out, and choose an authentication in the node instead.',
		field,
		line: 1,
		column,
	});
}

function unreadable(text: string, source: string, field: string): WebhookFailure {
	if (!/^[a-z][a-z0-9+.-]*:/i.test(source)) {
		return failure(text, field, 0, `${shorten(source)} is not a URL`, likelyStart(source));
	}
	const space = /\s/.exec(source);
	const offset = space ? text.indexOf(source) + space.index : 0;
	const cause = space ? 'It has a space in it.' : 'Check its host and port.';
	return failure(text, field, offset, `${shorten(source)} is not a URL`, cause);
}

function likelyStart(source: string): string {
	const bare = source.replace(/^(?:[a-z]*:)?\/*/i, '');
	return `A URL begins with http:// or https://, as in https://${shorten(bare === '' ? 'example.com' : bare, 30)}.`;
}

function failure(text: string, field: string, offset: number, message: string, hint: string): WebhookFailure {
	return new WebhookFailure('request', `The URL ${message}`, {
		description: `${excerptOf(text, offset)}\n${hint}`,
		field,
		line: 1,
		column: offset + 1,
	});
}
