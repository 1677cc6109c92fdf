import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import {
	openDelivery,
	systemTools,
	type AnswerBody,
	type DeliveryPolicy,
	type OutgoingRequest,
} from '../delivery';
import { asFailure, type WebhookFailure } from '../failure';
import { createRedactor } from '../redact';
import { addQuery, applyCredential, type AppliedCredential, type CredentialData } from '../request';
import { asText, defaultPolicy } from '../settings';
import { isAllowedHost } from './allowed-domains';
import { CREDENTIAL_TYPES } from './credential-types';
import { certificateOf, signingSecretsOf } from './credentials';

/** Statuses that mean the credential, not the address. */
const REFUSALS = new Set([401, 403]);

/** How a secret is read does not go by the rest of it. */
const ANY_SIGNING = {
	scheme: 'standardWebhooks',
	header: '',
	algorithm: 'sha256',
	encoding: 'base64',
	prefix: '',
} as const;

/**
 * n8n's Test button. A signing secret and a certificate are read as a run would read them. For the others it calls
 * the credential's Test URL with a GET and tells what came back. The address is one that the owner of the credential
 * typed in, so it may be in the private network.
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
		if (url === '') return ok('It is filled in. Add a Test URL to try it out.');
		if (!URL.canParse(url)) return failed(`The Test URL "${url}" is not an address`);
		const allowsHost = (host: URL) => isAllowedHost(data, host);
		return await call({ ...applied, allowsHost }, new URL(url));
	} catch (error) {
		return failed(asFailure(error).message);
	}
}

async function call(credential: AppliedCredential, url: URL): Promise<INodeCredentialTestResult> {
	const { query, headerValues, secrets } = credential;
	addQuery(url, [], query);
	const request: OutgoingRequest = { method: 'GET', url: url.href, headers: headerValues, credential };
	const delivery = openDelivery({ ...defaultPolicy(), allowPrivateNetwork: true }, systemTools());
	const read = async (_head: unknown, body: AnswerBody) => void (await body.bytes());
	const { answer, failure } = await delivery.deliver(delivery.check(request), { read });
	const { text } = createRedactor([secrets]);
	if (failure) return failed(text(failure.message));
	const { statusCode, statusMessage } = answer;
	if (statusCode >= 200 && statusCode < 300) return ok(`The service answered ${statusCode}`);
	const reason = REFUSALS.has(statusCode) ? ': it does not take this credential' : '';
	return failed(text(`The service answered ${statusCode} ${statusMessage}`.trim()) + reason);
}

function testCertificate(data: CredentialData): INodeCredentialTestResult {
	const { cert, key, passphrase, ca } = certificateOf(data);
	if (!cert && !key && !ca) return failed('Fill in a certificate and its key, or a certificate authority');
	if (key?.includes('ENCRYPTED') && !passphrase)
		return failed('The private key is encrypted: fill in the passphrase');
	const mistake = mistakeIn({ tls: { ignoreSslIssues: false, cert, key, passphrase, ca } });
	return mistake
		? failed(`They cannot be used: ${mistake.message}`)
		: ok('Certificate, key and authority can be read and belong together');
}

function testSecret(data: CredentialData): INodeCredentialTestResult {
	const secrets = signingSecretsOf(data);
	if (secrets.secret === '') return failed('Fill in the secret');
	const mistake = mistakeIn({ signing: { ...ANY_SIGNING, ...secrets } });
	return mistake
		? failed(`${mistake.message}. ${mistake.description}`)
		: ok('The secret can be used to sign requests');
}

/** What a run would stop for before its first item. */
function mistakeIn(policy: Partial<DeliveryPolicy>): WebhookFailure | undefined {
	try {
		openDelivery({ ...defaultPolicy(), ...policy }, systemTools());
		return undefined;
	} catch (error) {
		return asFailure(error);
	}
}

function authenticationOf(type: string): 'bearer' | 'apiKey' | 'basic' {
	if (type === CREDENTIAL_TYPES.apiKey) return 'apiKey';
	return type === CREDENTIAL_TYPES.basic ? 'basic' : 'bearer';
}

const ok = (message: string): INodeCredentialTestResult => ({ status: 'OK', message });
const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });
