import { createHash, X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';

import { WebhookFailure } from '../../failure';
import { toError } from '../errors';
import type { DeliveryPolicy, DeliveryTools } from '../types';
import { defaultAuthorities } from './authorities';
import { rebuildPem } from './pem';
import type { TlsSettings } from './route';

const FIELD = 'options.clientCertificate';

/**
 * What *Ignore SSL Issues* also allows: servers without secure renegotiation (RFC 5746), TLS 1.0 and 1.1, and keys
 * and signatures that OpenSSL considers too weak. The number is OpenSSL's `SSL_OP_LEGACY_SERVER_CONNECT`.
 */
const LENIENT: tls.SecureContextOptions = {
	secureOptions: 0x4,
	minVersion: 'TLSv1',
	ciphers: `${tls.DEFAULT_CIPHERS}:@SECLEVEL=0`,
};

/** By fingerprint. */
const contexts = new Map<string, tls.SecureContext>();

/** More than most processes need; each holds a copy of all trusted authorities. */
const MOST_CONTEXTS = 50;

/** TLS with and without the client certificate, which is for the first origin of a request only. */
export interface RunTls {
	first: TlsSettings;
	elsewhere: TlsSettings;
}

/**
 * Loads certificate, key and authority once for a run.
 *
 * @throws WebhookFailure (`tls`) if they cannot be used: a mistake in the credential
 */
export function loadTls(
	{ ignoreSslIssues, cert, key, pfx, passphrase, ca }: DeliveryPolicy['tls'],
	environment: DeliveryTools['environment'],
): RunTls {
	const trusted = ca ? { ca: [...defaultAuthorities(environment), ...certificatesIn(ca)] } : {};
	const elsewhere = settings(ignoreSslIssues, trusted);
	const own = ownMaterial({ cert, key, pfx });
	if (!own) return { first: elsewhere, elsewhere };
	return { first: settings(ignoreSslIssues, { ...trusted, ...own, passphrase }), elsewhere };
}

function ownMaterial({
	cert,
	key,
	pfx,
}: Pick<DeliveryPolicy['tls'], 'cert' | 'key' | 'pfx'>): tls.SecureContextOptions | undefined {
	if (pfx && (cert || key)) {
		throw mistake('PKCS#12 and Certificate or Private Key are filled in: use only one of them');
	}
	if (pfx) return { pfx: fromBase64(pfx) };
	if (!cert !== !key) {
		throw mistake(`${cert ? 'Private Key' : 'Certificate'} is missing: a client certificate needs both`);
	}
	return cert && key ? { cert: rebuildPem(cert), key: rebuildPem(key) } : undefined;
}

/** Also from a data URL, and with line breaks. */
function fromBase64(text: string): Buffer {
	const base64 = text.replace(/^\s*data:[^,]*,/, '').replace(/\s+/g, '');
	if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(base64)) {
		throw mistake(
			'PKCS#12 is not Base64',
			'Encode the .p12 or .pfx file, for example with: base64 client.p12',
		);
	}
	return Buffer.from(base64, 'base64');
}

function settings(ignoreSslIssues: boolean, material: tls.SecureContextOptions): TlsSettings {
	const { cert, key, pfx, passphrase, ca } = material;
	const own = JSON.stringify([ignoreSslIssues, cert, key, pfx, passphrase, ca]);
	const fingerprint = createHash('sha256').update(own).digest('base64');
	const options = ignoreSslIssues ? { ...LENIENT, ...material } : material;
	if (Object.keys(options).length === 0) return { ignoreSslIssues, fingerprint };
	try {
		return { ignoreSslIssues, fingerprint, context: contextFor(fingerprint, options) };
	} catch (thrown) {
		throw unusable(toError(thrown), pfx !== undefined);
	}
}

/** Cached in the process: loading takes milliseconds, and most runs have one item. */
function contextFor(fingerprint: string, options: tls.SecureContextOptions): tls.SecureContext {
	const kept = contexts.get(fingerprint);
	if (kept) return kept;
	const context = tls.createSecureContext(options);
	if (contexts.size >= MOST_CONTEXTS) contexts.clear();
	contexts.set(fingerprint, context);
	return context;
}

/** Checked one by one: Node ignores an unreadable one, and then the service's certificate would be blamed. */
function certificatesIn(ca: string): string[] {
	const certificates = rebuildPem(ca).match(
		/-----BEGIN [^-]*CERTIFICATE-----[^-]*-----END [^-]*-----/g,
	) ?? [ca];
	try {
		for (const certificate of certificates) void new X509Certificate(certificate);
		return certificates;
	} catch (thrown) {
		throw unusable(toError(thrown));
	}
}

function unusable(error: Error & { code?: string }, isPfx = false): WebhookFailure {
	const [message, description = error.message] = explain(`${error.code ?? ''} ${error.message}`, isPfx);
	return mistake(message, description, error);
}

function explain(reason: string, isPfx: boolean): [message: string, description?: string] {
	if (
		/BAD_DECRYPT|BAD_PASSWORD|MISSING_PASSPHRASE|INTERRUPTED_OR_CANCELLED|mac verify failure/i.test(
			reason,
		)
	) {
		return [`${isPfx ? 'PKCS#12' : 'The private key'} cannot be opened with this Passphrase`];
	}
	if (reason.includes('KEY_VALUES_MISMATCH')) return ['Private Key does not belong to Certificate'];
	if (isPfx && /unsupported/i.test(reason)) {
		return [
			'PKCS#12 uses an encryption that is out of date',
			'Export it again with AES-256, or fill in Certificate and Private Key instead.',
		];
	}
	if (isPfx) return ['PKCS#12 cannot be read'];
	if (/NO_START_LINE|BAD_BASE64|UNSUPPORTED/.test(reason)) {
		return ['Certificate, Private Key or Certificate Authority is not in PEM format (-----BEGIN …)'];
	}
	return ['Certificate, Private Key or Certificate Authority cannot be read'];
}

function mistake(message: string, description?: string, cause?: unknown): WebhookFailure {
	return new WebhookFailure('tls', message, { field: FIELD, description, cause });
}
