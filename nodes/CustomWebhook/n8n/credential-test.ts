import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import {
	type DeliveryPolicy,
	type EgressGuard,
	openDelivery,
	type OutgoingRequest,
	type ResponseBody,
	systemTools,
} from '../delivery';
import { asFailure, type WebhookFailure } from '../failure';
import { createRedactor } from '../redact';
import {
	addQuery,
	applyCredential,
	urlAtService,
	withUsualHeaders,
	type AppliedCredential,
	type CredentialData,
} from '../request';
import { asText, defaultPolicy } from '../settings';
import { isAllowedHost } from './allowed-domains';
import { CREDENTIAL_TYPES } from './credential-types';
import { certificateOf, signingSecretsOf } from './credentials';
import { egressOfTest } from './egress';

/** Statuses that refuse the credential, not the address. */
const REFUSALS = new Set([401, 403]);

/** Whether a secret is readable does not depend on the scheme. */
const ANY_SIGNING = {
	scheme: 'standardWebhooks',
	header: '',
	algorithm: 'sha256',
	encoding: 'base64',
	prefix: '',
} as const;

/**
 * n8n's Test button. A signing secret and a certificate are checked as in a run. For the others, it calls the
 * credential's Test URL with a GET, and reports the response. The owner of the credential typed the address, so
 * it may be in the private network, unless n8n's own guard forbids that. Without a Test URL nothing is tried, which
 * must not count as a success: n8n's message for that is always the same.
 */
export async function testCredential(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const data: CredentialData = credential.data ?? {};
	if (credential.type === CREDENTIAL_TYPES.tls) return testCertificate(data);
	if (credential.type === CREDENTIAL_TYPES.signing) return testSecret(data);
	const url = asText(data.testUrl).trim();
	try {
		const applied = applyCredential(authenticationOf(credential.type), data);
		if (url === '') return failed('Not tested: add a Test URL to try this credential.');
		const address = testUrlOf(url, applied);
		if (!address) return failed('Test URL: it must start with https:// or http://');
		const allowsHost = (host: URL) => isAllowedHost(data, host);
		return await call({ ...applied, allowsHost }, address, egressOfTest(this));
	} catch (error) {
		return failed(asFailure(error).message);
	}
}

async function call(
	credential: AppliedCredential,
	url: URL,
	egress: EgressGuard | undefined,
): Promise<INodeCredentialTestResult> {
	const { query, headerValues, secrets } = credential;
	addQuery(url, [], query);
	const headers = withUsualHeaders(headerValues);
	const request: OutgoingRequest = { method: 'GET', url: url.href, headers, credential };
	const delivery = openDelivery(
		{ ...defaultPolicy(), allowPrivateNetwork: true },
		systemTools(egress ? { egress } : {}),
	);
	const read = async (_head: unknown, body: ResponseBody) => void (await body.bytes());
	const { response, failure } = await delivery.deliver(delivery.check(request), { read });
	const { text } = createRedactor([secrets]);
	if (failure) return failed(text(failure.message));
	const { statusCode, statusMessage } = response;
	if (statusCode >= 200 && statusCode < 300) return ok(`The service responded with ${statusCode}`);
	const reason = REFUSALS.has(statusCode) ? ': it rejected this credential' : '';
	return failed(text(`The service responded with ${statusCode} ${statusMessage}`.trim()) + reason);
}

function testCertificate(data: CredentialData): INodeCredentialTestResult {
	const { cert, key, pfx, passphrase, ca } = certificateOf(data);
	if (!cert && !key && !pfx && !ca)
		return failed('Fill in Certificate and Private Key, or PKCS#12, or Certificate Authority');
	if (key?.includes('ENCRYPTED') && !passphrase)
		return failed('The private key is encrypted: fill in Passphrase');
	const mistake = mistakeIn({ tls: { ignoreSslIssues: false, cert, key, pfx, passphrase, ca } });
	return mistake
		? failed(`Cannot be used: ${mistake.message}`)
		: ok('Certificate, key and authority can be read and belong together');
}

function testSecret(data: CredentialData): INodeCredentialTestResult {
	const secrets = signingSecretsOf(data);
	if (secrets.secret === '') return failed('Fill in Secret');
	const mistake = mistakeIn({ signing: { ...ANY_SIGNING, ...secrets } });
	return mistake
		? failed(`${mistake.message}. ${mistake.description}`)
		: ok('The secret can be used to sign requests');
}

/** The mistake that would stop a run before its first item. */
function mistakeIn(policy: Partial<DeliveryPolicy>): WebhookFailure | undefined {
	try {
		openDelivery({ ...defaultPolicy(), ...policy }, systemTools());
		return undefined;
	} catch (error) {
		return asFailure(error);
	}
}

/** The choice of *Authentication* for this type of credential. */
function authenticationOf(type: string): 'bearer' | 'apiKey' | 'basic' | 'service' {
	const choices = ['bearer', 'apiKey', 'basic', 'service'] as const;
	return choices.find((choice) => CREDENTIAL_TYPES[choice] === type) ?? 'bearer';
}

/** With a service credential, a path is enough. */
function testUrlOf(typed: string, { service }: AppliedCredential): URL | undefined {
	if (service) return urlAtService(typed, service.base);
	return URL.canParse(typed) ? new URL(typed) : undefined;
}

const ok = (message: string): INodeCredentialTestResult => ({ status: 'OK', message });
const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });
