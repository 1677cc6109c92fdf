import {
	connectFailure,
	dnsFailure,
	exchangeFailure,
	timedOut,
	toError,
	tokenFailure,
} from '../../nodes/CustomWebhook/delivery/errors';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';

const coded = (code: string, message = code) => Object.assign(new Error(message), { code });

test.each([
	['ECONNREFUSED', 'Nothing is listening at a.test:80 (connection refused)'],
	['EHOSTUNREACH', 'a.test:80 cannot be reached from here (no route to the host)'],
	['ETIMEDOUT', 'a.test:80 does not respond (connection timed out)'],
	['EWHATEVER', 'No connection to a.test:80 (EWHATEVER)'],
])('%s on connecting', (code, message) => {
	expect(connectFailure(coded(code), 'a.test:80')).toMatchObject({
		kind: 'connect',
		message,
		retryable: true,
	});
});

test.each([
	['a.test:80', 'Check the host and the port, and whether the service is running.'],
	[
		'127.0.0.1:80',
		'Check the host and the port, and whether the service is running. If n8n runs in a container, this is the ' +
			'container itself: use the name of the other machine or container.',
	],
	['localhost:80', expect.stringContaining('container')],
	['[::1]:80', expect.stringContaining('container')],
	['127.0.0.1.example.com:80', expect.not.stringContaining('container')],
])('a refused connection to %s says what to check', (where, description) => {
	expect(connectFailure(coded('ECONNREFUSED'), where)).toMatchObject({ description });
});

test('of several addresses the reason of the first is told', () => {
	const both = Object.assign(new Error(''), { errors: [coded('ECONNREFUSED'), coded('ENETUNREACH')] });
	expect(connectFailure(both, 'a.test:80').message).toContain('Nothing is listening');
});

test('a name server that does not answer is told from a name that does not exist', () => {
	expect(dnsFailure('a.test', coded('EAI_AGAIN')).message).toContain('DNS server does not respond');
	expect(dnsFailure('a.test', coded('ENOTFOUND')).message).toBe('Host not found: a.test');
});

test.each([
	['UND_ERR_HEADERS_OVERFLOW', 'response'],
	['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'network'],
	['UND_ERR_REQ_CONTENT_LENGTH_MISMATCH', 'request'],
	['UND_ERR_INVALID_ARG', 'request'],
	['UND_ERR_NOT_SUPPORTED', 'request'],
	['UND_ERR_SOCKET', 'network'],
	['ECONNRESET', 'network'],
	['EPIPE', 'network'],
	['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls'],
])('%s on a connection is %s', (code, kind) => {
	expect(exchangeFailure(coded(code), 'a.test', false).kind).toBe(kind);
});

test('it is told whether the response had begun', () => {
	expect(exchangeFailure(coded('ECONNRESET'), 'a.test', false).message).toContain('before it responded');
	expect(exchangeFailure(coded('ECONNRESET'), 'a.test', true).message).toContain(
		'in the middle of its response',
	);
});

test('a failure stays what it is', () => {
	const failure = new WebhookFailure('timeout', 'too late');
	expect(exchangeFailure(failure, 'a.test', true)).toBe(failure);
	expect(tokenFailure(failure)).toBe(failure);
});

test('what was thrown and is no error becomes one', () => {
	expect(toError('text').message).toBe('text');
	expect(toError({ message: 'of another realm' }).message).toBe('of another realm');
	expect(tokenFailure(undefined)).toMatchObject({ kind: 'credentials' });
});

test('a timeout names its option', () => {
	expect(timedOut('a.test', 30_000, false)).toMatchObject({
		message: 'a.test did not respond within 30 s',
		description: expect.stringContaining('Timeout'),
	});
	expect(timedOut('a.test', 1500, true).description).toContain('Total Timeout');
});

test.each([
	['ENETUNREACH', 'a.test:80 cannot be reached from here (no route to the network)'],
	['ECONNRESET', 'a.test:80 refused the connection (reset)'],
])('%s on connecting is told in words', (code, message) => {
	expect(connectFailure(coded(code), 'a.test:80').message).toBe(message);
});

test('an error of connecting without a code is told without one, and keeps its details and its cause', () => {
	const error = new Error('odd');
	expect(connectFailure(error, 'a.test:80', { field: 'options.proxy' })).toMatchObject({
		message: 'No connection to a.test:80',
		field: 'options.proxy',
		cause: error,
	});
	expect(connectFailure(Object.assign(new Error('x'), { errors: [] }), 'a').message).toBe(
		'No connection to a',
	);
});

test('a header that no HTTP has is told as such', () => {
	expect(exchangeFailure(new Error('bad chunk'), 'a.test', true).message).toBe(
		'The response of a.test is not HTTP',
	);
	const unread = Object.assign(new Error('the reason'), { name: 'HTTPParserError' });
	expect(exchangeFailure(unread, 'a.test', true)).toMatchObject({
		message: 'The response of a.test is not HTTP',
		description: 'the reason',
	});
});

test('a code says more only where it is one of the network', () => {
	expect(exchangeFailure(coded('EPIPE'), 'a.test', false).description).toBe('EPIPE');
	expect(exchangeFailure(coded('UND_ERR_SOCKET'), 'a.test', false).description).toBeUndefined();
	expect(exchangeFailure(new Error('x'), 'a.test', false).description).toBeUndefined();
});

test('a token that cannot be had is told with the reason', () => {
	expect(tokenFailure(new Error('no refresh'))).toMatchObject({ description: 'no refresh' });
	expect(dnsFailure('a.test')).toMatchObject({
		kind: 'dns',
		description: expect.stringContaining('spelling'),
	});
	expect(dnsFailure('a.test', coded('EAI_AGAIN')).description).toBeUndefined();
});
