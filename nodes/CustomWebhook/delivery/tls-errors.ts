/** What is wrong with a TLS handshake, in words that name the host. Pure. */
import { WebhookFailure } from '../failure';

/** What is known of the server's certificate when the handshake fails. */
export interface SeenCertificate {
	/** As OpenSSL writes it: `Jan  3 12:00:00 2026 GMT`. */
	valid_from?: string;
	valid_to?: string;
	subject?: { CN?: string | string[] };
	/** `DNS:a.example, DNS:b.example, IP Address:192.0.2.1` */
	subjectaltname?: string;
}

const PRIVATE_CA_HINT =
	'If the service uses a certificate authority of your own, add it with the option Client Certificate (field CA).';
const CLIENT_CERTIFICATE_HINT =
	'Switch on the option Client Certificate and choose a credential with the certificate that the service expects.';

/** Codes of OpenSSL and Node whose cause is that the issuer is not known here. */
const UNKNOWN_ISSUER = new Set([
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'CERT_UNTRUSTED',
	'CERT_REJECTED',
]);

/** Whether an error belongs to TLS, also where it arrives after the handshake (TLS 1.3 client certificates). */
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
	const [message, description] = explain(error.code ?? '', host, certificate);
	return new WebhookFailure('tls', message, { description: description ?? error.message, cause: error });
}

/**
 * The failure (`tls`) for a server that asked for a client certificate and then closed the connection: since TLS 1.3
 * it does so after the handshake, often without a word.
 */
export function certificateWanted(host: string, cause: unknown): WebhookFailure {
	return new WebhookFailure('tls', `${host} wants another client certificate`, {
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
			return [expired(host, certificate), 'Whoever runs the service has to renew it.'];
		case 'CERT_NOT_YET_VALID':
			return [
				`The certificate of ${host} is not valid before ${day(certificate?.valid_from) ?? 'a later day'}`,
			];
		case 'ERR_TLS_CERT_ALTNAME_INVALID':
			return [
				`The certificate of ${host} is for ${namesIn(certificate)}, not for ${host}`,
				'Check the host name in the URL.',
			];
		case 'DEPTH_ZERO_SELF_SIGNED_CERT':
			return [
				`The certificate of ${host} is signed by itself, so nobody vouches for it`,
				PRIVATE_CA_HINT,
			];
		case 'SELF_SIGNED_CERT_IN_CHAIN':
			return [
				`The certificate of ${host} comes from a certificate authority that is not known here`,
				PRIVATE_CA_HINT,
			];
		case 'CERT_REVOKED':
			return [`The certificate of ${host} has been revoked`];
		case 'ERR_SSL_WRONG_VERSION_NUMBER':
		case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
		case 'ERR_SSL_HTTP_REQUEST':
		case 'EPROTO':
			return [
				`${host} does not speak TLS on this port`,
				'Check the port, or whether the URL should start with http://.',
			];
		case 'ECONNRESET':
			return [
				`${host} broke off the TLS handshake`,
				'It may not speak TLS on this port, or refuse the connection.',
			];
	}
	if (UNKNOWN_ISSUER.has(code)) {
		return [
			`The issuer of the certificate of ${host} is not known here, or the chain is incomplete`,
			PRIVATE_CA_HINT,
		];
	}
	if (/CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|ACCESS_DENIED/.test(code)) {
		return [`${host} wants another client certificate`, CLIENT_CERTIFICATE_HINT];
	}
	if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/.test(code)) {
		return [`${host} speaks only TLS versions that are not supported here`];
	}
	if (code === 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE') {
		return [
			`${host} refused the TLS handshake`,
			`The two have no cipher in common, or it wants a client certificate. ${CLIENT_CERTIFICATE_HINT}`,
		];
	}
	return [`The TLS handshake with ${host} failed${code ? ` (${code})` : ''}`];
}

function expired(host: string, certificate: SeenCertificate | undefined): string {
	const validTo = certificate?.valid_to ? Date.parse(certificate.valid_to) : NaN;
	// the code may be about the issuer's certificate; then the server's own is still valid
	if (Number.isNaN(validTo)) return `The certificate of ${host} has expired`;
	if (validTo > Date.now()) return `A certificate that vouches for the one of ${host} has expired`;
	return `The certificate of ${host} expired on ${day(certificate?.valid_to)}`;
}

function day(date: string | undefined): string | undefined {
	const time = Date.parse(date ?? '');
	return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}

/** The names that a certificate is for; the first few, where it has many. */
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
