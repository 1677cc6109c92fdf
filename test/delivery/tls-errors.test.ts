import { certificateWanted, isTlsError, tlsFailure } from '../../nodes/CustomWebhook/delivery/tls-errors';

const coded = (code: string) => Object.assign(new Error(`openssl says ${code}`), { code });
const message = (code: string, certificate = {}) => tlsFailure(coded(code), 'a.test', certificate).message;

test.each([
	['CERT_NOT_YET_VALID', { valid_from: 'Jan  3 12:00:00 2199 GMT' }, 'not valid before 2199-01-03'],
	['CERT_HAS_EXPIRED', { valid_to: 'Jan  3 12:00:00 2026 GMT' }, 'expired on 2026-01-03'],
	[
		'CERT_HAS_EXPIRED',
		{ valid_to: 'Jan  3 12:00:00 2199 GMT' },
		'A certificate that vouches for the one of a.test',
	],
	['CERT_HAS_EXPIRED', {}, 'The certificate of a.test has expired'],
	['SELF_SIGNED_CERT_IN_CHAIN', {}, 'authority that is not known here'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', {}, 'issuer of the certificate of a.test is not known'],
	['CERT_REVOKED', {}, 'has been revoked'],
	['ERR_SSL_WRONG_VERSION_NUMBER', {}, 'does not speak TLS'],
	['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', {}, 'wants another client certificate'],
	['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', {}, 'wants another client certificate'],
	['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', {}, 'TLS versions that are not supported'],
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
