/** Explains TLS errors, naming the host. Pure. */
import { WebhookFailure } from '../failure';

/** The server's certificate, as far as it is known when the handshake fails. */
export interface SeenCertificate {
	/** As OpenSSL writes it: `Jan  3 12:00:00 2026 GMT`. */
	valid_from?: string;
	valid_to?: string;
	subject?: { CN?: string | string[] };
	/** `DNS:a.example, DNS:b.example, IP Address:192.0.2.1` */
	subjectaltname?: string;
}

const PRIVATE_CA_HINT =
	'If the service uses a private certificate authority, turn on Client Certificate and add it to the credential (field CA).';
const CLIENT_CERTIFICATE_HINT =
	'Turn on Client Certificate and choose a credential with the certificate that the service expects.';

const OUTDATED_HINT = 'If you trust the service as it is, turn on Ignore SSL Issues (Insecure).';

/** Codes of OpenSSL and Node for an unknown issuer. */
const UNKNOWN_ISSUER = new Set([
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'CERT_UNTRUSTED',
	'CERT_REJECTED',
]);

/** Whether an error belongs to TLS, also if it arrives after the handshake (TLS 1.3 client certificates). */
export function isTlsError(error: Error & { code?: string }): boolean {
	const code = error.code ?? '';
	return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO';
}

/** The failure (`tls`) for an error of a handshake with a host. */
export function tlsFailure(
	error: Error & { code?: string },
	host: string,
	certificate?: SeenCertificate,
): WebhookFailure {
	// Node has no code for a key or a signature that is too weak
	const code = /too weak/i.test(error.message) ? 'TOO_WEAK' : (error.code ?? '');
	const [message, description] = explain(code, host, certificate);
	return new WebhookFailure('tls', message, { description: description ?? error.message, cause: error });
}

/**
 * The failure (`tls`) for a server that asked for a client certificate and then closed the connection: since TLS 1.3
 * it does so after the handshake, often without an alert.
 */
export function certificateWanted(host: string, cause: unknown): WebhookFailure {
	return new WebhookFailure('tls', `${host} requires a client certificate, or another one`, {
		description: CLIENT_CERTIFICATE_HINT,
		cause,
	});
}

function explain(
	code: string,
	host: string,
	certificate: SeenCertificate | undefined,
): [message: string, description?: string] {
	switch (code) {
		case 'CERT_HAS_EXPIRED':
			return [expired(host, certificate), 'The owner of the service has to renew it.'];
		case 'CERT_NOT_YET_VALID':
			return [
				`The certificate of ${host} is not valid before ${day(certificate?.valid_from) ?? 'a later day'}`,
			];
		case 'ERR_TLS_CERT_ALTNAME_INVALID':
			return [
				`The certificate of ${host} is for ${namesIn(certificate)}, not for ${host}`,
				'Check the host in URL.',
			];
		case 'DEPTH_ZERO_SELF_SIGNED_CERT':
			return [`The certificate of ${host} is self-signed`, PRIVATE_CA_HINT];
		case 'SELF_SIGNED_CERT_IN_CHAIN':
			return [`The certificate of ${host} is from an unknown certificate authority`, PRIVATE_CA_HINT];
		case 'CERT_REVOKED':
			return [`The certificate of ${host} has been revoked`];
		case 'ERR_SSL_WRONG_VERSION_NUMBER':
		case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
		case 'ERR_SSL_HTTP_REQUEST':
		case 'EPROTO':
			return [
				`This port does not use HTTPS (${host})`,
				'Check the port, or start the URL with http://.',
			];
		case 'ECONNRESET':
			return [
				`${host} closed the connection during the TLS handshake`,
				'This port may not use HTTPS, or the service refuses the connection.',
			];
	}
	if (UNKNOWN_ISSUER.has(code)) {
		return [
			`The certificate of ${host} has an unknown issuer, or its chain is incomplete`,
			PRIVATE_CA_HINT,
		];
	}
	if (/CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|ACCESS_DENIED/.test(code)) {
		return [`${host} requires a client certificate, or another one`, CLIENT_CERTIFICATE_HINT];
	}
	if (code.includes('NO_APPLICATION_PROTOCOL')) {
		return [
			`${host} speaks only HTTP/2, which is not supported here`,
			'Ask for an address that speaks HTTP/1.1.',
		];
	}
	if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/.test(code)) {
		return [`${host} supports only old TLS versions that are not allowed here`, OUTDATED_HINT];
	}
	if (code === 'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED') {
		return [`${host} does not support secure renegotiation (RFC 5746)`, OUTDATED_HINT];
	}
	if (/TOO_SMALL|TOO_WEAK|WRONG_SIGNATURE_TYPE|INVALID_DIGEST/.test(code)) {
		return [`${host} uses a key or signature that is too weak`, OUTDATED_HINT];
	}
	if (code === 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE') {
		return [
			`${host} refused the TLS handshake`,
			`The service requires a client certificate, or has only outdated ciphers. ${CLIENT_CERTIFICATE_HINT} ${OUTDATED_HINT}`,
		];
	}
	return [`The TLS handshake with ${host} failed${code ? ` (${code})` : ''}`];
}

function expired(host: string, certificate: SeenCertificate | undefined): string {
	const validTo = certificate?.valid_to ? Date.parse(certificate.valid_to) : NaN;
	// the code may be about the issuer's certificate; then the server's own is still valid
	if (Number.isNaN(validTo)) return `The certificate of ${host} has expired`;
	if (validTo > Date.now()) return `An issuer's certificate in the chain of ${host} has expired`;
	return `The certificate of ${host} expired on ${day(certificate?.valid_to)}`;
}

function day(date: string | undefined): string | undefined {
	const time = Date.parse(date ?? '');
	return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}

/** The names that a certificate is for; the first few if it has many. */
function namesIn(certificate: SeenCertificate | undefined): string {
	const most = 4;
	const names = (certificate?.subjectaltname ?? '')
		.split(', ')
		.map((entry) => entry.replace(/^(DNS|IP Address):/, ''))
		.filter(Boolean);
	const common = certificate?.subject?.CN;
	const all = names.length > 0 ? names : [common].flat().filter((name) => name !== undefined);
	if (all.length === 0) return 'another name';
	return all.slice(0, most).join(', ') + (all.length > most ? ' and others' : '');
}
