import { createHash, X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';

import { WebhookFailure } from '../../failure';
import type { TlsSettings } from './connector';
import { toError } from '../errors';
import type { DeliveryPolicy } from '../types';

const HALF_A_PAIR = 'A client certificate takes both, the certificate and its private key';

/** TLS with and without the client certificate, which is for the first origin of a request only. */
export interface RunTls {
	first: TlsSettings;
	elsewhere: TlsSettings;
}

/**
 * Loads certificate, key and authority once for a run.
 *
 * @throws WebhookFailure (`tls`) where they cannot be used: a mistake in the set-up
 */
export function loadTls({ ignoreSslIssues, cert, key, passphrase, ca }: DeliveryPolicy['tls']): RunTls {
	if (!cert !== !key) throw new WebhookFailure('tls', HALF_A_PAIR, { field: 'options.clientCertificate' });
	const trusted = ca ? { ca: [...defaultAuthorities(), readable(ca)] } : {};
	const elsewhere = settings(ignoreSslIssues, trusted);
	if (!cert && !key) return { first: elsewhere, elsewhere };
	return { first: settings(ignoreSslIssues, { ...trusted, cert, key, passphrase }), elsewhere };
}

function settings(ignoreSslIssues: boolean, material: tls.SecureContextOptions): TlsSettings {
	const names = Object.keys(material);
	const own = JSON.stringify([
		ignoreSslIssues,
		material.cert,
		material.key,
		material.passphrase,
		material.ca,
	]);
	const fingerprint = createHash('sha256').update(own).digest('base64');
	if (names.length === 0) return { ignoreSslIssues, fingerprint };
	try {
		return { ignoreSslIssues, fingerprint, context: tls.createSecureContext(material) };
	} catch (thrown) {
		throw unusable(toError(thrown));
	}
}

/** A private authority is trusted besides the public ones, since a redirect may lead to a public service. */
function defaultAuthorities(): readonly string[] {
	const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] };
	return getCACertificates?.('default') ?? tls.rootCertificates;
}

/** Node passes over an authority that it cannot read, and the service's certificate would be blamed. */
function readable(ca: string): string {
	try {
		void new X509Certificate(ca);
		return ca;
	} catch (thrown) {
		throw unusable(toError(thrown));
	}
}

function unusable(error: Error & { code?: string }): WebhookFailure {
	const code = error.code ?? '';
	let message = 'The client certificate, its key or the CA cannot be read';
	if (/BAD_DECRYPT|BAD_PASSWORD|MISSING_PASSPHRASE|INTERRUPTED_OR_CANCELLED/.test(code)) {
		message = 'The key of the client certificate cannot be opened with this passphrase';
	} else if (code.includes('KEY_VALUES_MISMATCH')) {
		message = 'The key does not belong to the client certificate';
	} else if (/NO_START_LINE|BAD_BASE64|UNSUPPORTED/.test(code)) {
		message = 'The client certificate, its key or the CA is not in PEM format (-----BEGIN …)';
	}
	return new WebhookFailure('tls', message, {
		field: 'options.clientCertificate',
		description: error.message,
		cause: error,
	});
}
