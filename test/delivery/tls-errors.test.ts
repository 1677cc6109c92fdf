import { certificateWanted, isTlsError, tlsFailure } from '../../nodes/CustomWebhook/delivery/tls-errors';

const coded = (code: string) => Object.assign(new Error(`openssl says ${code}`), { code });
const message = (code: string, certificate = {}) => tlsFailure(coded(code), 'a.test', certificate).message;

test.each([
	['CERT_NOT_YET_VALID', { valid_from: 'Jan  3 12:00:00 2199 GMT' }, 'not valid before 2199-01-03'],
	['CERT_HAS_EXPIRED', { valid_to: 'Jan  3 12:00:00 2026 GMT' }, 'expired on 2026-01-03'],
	[
		'CERT_HAS_EXPIRED',
		{ valid_to: 'Jan  3 12:00:00 2199 GMT' },
		"An issuer's certificate in the chain of a.test",
	],
	['CERT_HAS_EXPIRED', {}, 'The certificate of a.test has expired'],
	['SELF_SIGNED_CERT_IN_CHAIN', {}, 'unknown certificate authority'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', {}, 'certificate of a.test has an unknown issuer'],
	['CERT_REVOKED', {}, 'has been revoked'],
	['ERR_SSL_WRONG_VERSION_NUMBER', {}, 'This port does not use HTTPS'],
	['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', {}, 'requires a client certificate'],
	['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', {}, 'requires a client certificate'],
	['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', {}, 'TLS versions that are not allowed'],
	['ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED', {}, 'secure renegotiation (RFC 5746)'],
	['ERR_SSL_EE_KEY_TOO_SMALL', {}, 'too weak'],
	['ERR_SSL_DH_KEY_TOO_SMALL', {}, 'too weak'],
	['CA_MD_TOO_WEAK', {}, 'too weak'],
	['ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL', {}, 'speaks only HTTP/2'],
	['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', {}, 'refused the TLS handshake'],
	['ERR_SSL_SOMETHING', {}, 'handshake with a.test failed (ERR_SSL_SOMETHING)'],
])('%s', (code, certificate, expected) => expect(message(code, certificate)).toContain(expected));

test('the names of a certificate are told, the first few of many', () => {
	const names = (subjectaltname: string) => message('ERR_TLS_CERT_ALTNAME_INVALID', { subjectaltname });
	expect(names('DNS:b.test, IP Address:192.0.2.1')).toContain('is for b.test, 192.0.2.1, not for a.test');
	expect(names('DNS:1.test, DNS:2.test, DNS:3.test, DNS:4.test, DNS:5.test')).toContain(
		'4.test and others, not',
	);
	expect(message('ERR_TLS_CERT_ALTNAME_INVALID', { subject: { CN: 'b.test' } })).toContain('is for b.test');
	expect(message('ERR_TLS_CERT_ALTNAME_INVALID')).toContain('is for another name');
});

test('none of them may go through later', () => {
	expect(tlsFailure(coded('CERT_HAS_EXPIRED'), 'a.test')).toMatchObject({ kind: 'tls', retryable: false });
	expect(certificateWanted('a.test', undefined)).toMatchObject({ kind: 'tls', retryable: false });
});

test('errors of TLS are told from those of the network', () => {
	expect(isTlsError(coded('ERR_SSL_X'))).toBe(true);
	expect(isTlsError(coded('EPROTO'))).toBe(true);
	expect(isTlsError(coded('ECONNRESET'))).toBe(false);
	expect(isTlsError(new Error('bare'))).toBe(false);
});

test.each([
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'is self-signed'],
	['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'This port does not use HTTPS'],
	['ERR_SSL_HTTP_REQUEST', 'This port does not use HTTPS'],
	['EPROTO', 'This port does not use HTTPS'],
	['ECONNRESET', 'closed the connection during the TLS handshake'],
	['CERT_UNTRUSTED', 'has an unknown issuer, or its chain is incomplete'],
	['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'requires a client certificate'],
	['ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', 'requires a client certificate'],
	['ERR_SSL_UNSUPPORTED_PROTOCOL', 'TLS versions that are not allowed'],
])('%s is told in words', (code, expected) => expect(message(code)).toContain(expected));

test('what a certificate does not say is not made up', () => {
	expect(message('CERT_NOT_YET_VALID')).toContain('not valid before a later day');
	expect(message('CERT_HAS_EXPIRED', { valid_to: 'some day' })).toBe(
		'The certificate of a.test has expired',
	);
	expect(tlsFailure(coded('CERT_NOT_YET_VALID'), 'a.test').message).toContain('a later day');
	const names = ['b.test', 'c.test'];
	expect(message('ERR_TLS_CERT_ALTNAME_INVALID', { subject: { CN: names } })).toContain(
		'for b.test, c.test',
	);
});

test('an error without a code is told without one, and by its own message', () => {
	expect(tlsFailure(new Error('odd'), 'a.test')).toMatchObject({
		message: 'The TLS handshake with a.test failed',
		description: 'odd',
	});
});

test('what helps is said beside what is wrong', () => {
	const hint = (code: string) => tlsFailure(coded(code), 'a.test').description;
	for (const code of ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_UNTRUSTED'])
		expect(hint(code)).toMatch(/Client Certificate .*\(field CA\)/);
	expect(hint('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')).toMatch(
		/requires a client certificate.*outdated ciphers.*Client Certificate.*Ignore SSL Issues/,
	);
	expect(hint('EPROTO')).toMatch(/http:\/\//);
	expect(hint('CERT_HAS_EXPIRED')).toMatch(/renew/);
	expect(hint('ERR_TLS_CERT_ALTNAME_INVALID')).toMatch(/host in URL/);
	expect(hint('CERT_REVOKED')).toBe('openssl says CERT_REVOKED');
});
