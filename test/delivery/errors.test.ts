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
	['ETIMEDOUT', 'a.test:80 does not answer (connection timed out)'],
	['EWHATEVER', 'No connection to a.test:80 (EWHATEVER)'],
])('%s on connecting', (code, message) => {
	expect(connectFailure(coded(code), 'a.test:80')).toMatchObject({
		kind: 'connect',
		message,
		retryable: true,
	});
});

test('of several addresses the reason of the first is told', () => {
	const both = Object.assign(new Error(''), { errors: [coded('ECONNREFUSED'), coded('ENETUNREACH')] });
	expect(connectFailure(both, 'a.test:80').message).toContain('Nothing is listening');
});

test('a name server that does not answer is told from a name that does not exist', () => {
	expect(dnsFailure('a.test', coded('EAI_AGAIN')).message).toContain('name server does not answer');
	expect(dnsFailure('a.test', coded('ENOTFOUND')).message).toBe('The name a.test has no address');
});

test.each([
	['HPE_INVALID_CONSTANT', 'network'],
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

test('it is told whether the answer had begun', () => {
	expect(exchangeFailure(coded('ECONNRESET'), 'a.test', false).message).toContain('before it answered');
	expect(exchangeFailure(coded('ECONNRESET'), 'a.test', true).message).toContain(
		'in the middle of its answer',
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
		message: 'a.test did not answer within 30 s',
		description: expect.stringContaining('Timeout'),
	});
	expect(timedOut('a.test', 1500, true).description).toContain('Total Timeout');
});
