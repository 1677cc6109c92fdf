import type { DeliveryPolicy, Signing } from '../delivery';
import { WebhookFailure } from '../failure';
import { applyCredential, type AppliedCredential, type CredentialData } from '../request';
import { asText, type Settings } from '../settings';
import { isAllowedHost } from './allowed-domains';
import { CREDENTIAL_TYPES } from './credential-types';

/** The filled-in fields of a certificate credential: PEM texts, PKCS#12 in Base64, and the passphrase. */
type ClientCertificate = Omit<DeliveryPolicy['tls'], 'ignoreSslIssues'>;

/** Everything that an item gets from n8n's credentials. Items with the same values share one. */
export interface ItemCredentials {
	authentication: AppliedCredential;
	signing?: Signing;
	tls?: ClientCertificate;
	/** The secrets of the last two. */
	secrets: readonly string[];
}

/** The fields of the credentials that the settings ask for, by credential type. */
export type CredentialFields = Readonly<Record<string, CredentialData | undefined>>;

/**
 * Applies credentials as the settings ask.
 * @param openToken opens an OAuth2 credential from its fields
 * @throws WebhookFailure `credentials` if a required field is empty, `request` if a value is not allowed in a header
 */
export function itemCredentials(
	settings: Pick<Settings, 'authentication' | 'signing'>,
	fields: CredentialFields,
	openToken: (data: CredentialData) => AppliedCredential,
): ItemCredentials {
	const credentials: ItemCredentials = {
		authentication: authenticationOf(settings.authentication, fields, openToken),
		secrets: [],
	};
	const secrets: string[] = [];
	const signing = fields[CREDENTIAL_TYPES.signing];
	if (settings.signing && signing) {
		const own = signingSecretsOf(signing);
		if (own.secret === '')
			throw new WebhookFailure(
				'credentials',
				'The signing credential has no Secret. Open it in n8n and fill it in.',
				{ field: 'options.signing' },
			);
		credentials.signing = { ...settings.signing, ...own };
		secrets.push(...Object.values(own).flatMap(bareAndWhole));
	}
	const certificate = fields[CREDENTIAL_TYPES.tls];
	if (certificate) {
		credentials.tls = certificateOf(certificate);
		const { cert, key = '', pfx = '', passphrase = '', ca } = credentials.tls;
		if (!cert && !key && !pfx && !ca) throw noCertificate();
		secrets.push(key, pfx, passphrase);
	}
	credentials.secrets = secrets.filter((secret) => secret !== '');
	return credentials;
}

function authenticationOf(
	authentication: Settings['authentication'],
	fields: CredentialFields,
	openToken: (data: CredentialData) => AppliedCredential,
): AppliedCredential {
	if (authentication === 'none') return applyCredential('none', {});
	const data = fields[CREDENTIAL_TYPES[authentication]] ?? {};
	const applied = authentication === 'oAuth2' ? openToken(data) : applyCredential(authentication, data);
	return Object.assign(applied, { allowsHost: (url: URL) => isAllowedHost(data, url) });
}

/** The secrets of a signing credential; the first is empty if none is filled in. */
export function signingSecretsOf(data: CredentialData): Pick<Signing, 'secret' | 'previousSecret'> {
	const previousSecret = asText(data.previousSecret);
	return { secret: asText(data.secret), ...(previousSecret ? { previousSecret } : {}) };
}

const noCertificate = () =>
	new WebhookFailure(
		'credentials',
		'The certificate credential is empty. Open it in n8n and fill in Certificate and Private Key, PKCS#12, or Certificate Authority.',
		{ field: 'options.clientCertificate' },
	);

/** The filled-in fields of a certificate credential. */
export function certificateOf({ cert, key, pfx, passphrase, ca }: CredentialData): ClientCertificate {
	const texts = Object.entries({ cert, key, pfx, passphrase, ca }).map(([name, value]) => [
		name,
		asText(value),
	]);
	return Object.fromEntries(texts.filter(([, text]) => text !== '')) as ClientCertificate;
}

/** A secret of Standard Webhooks is a secret without its prefix, too. */
const bareAndWhole = (secret: string) => [secret, secret.replace(/^\s*whsec_/, '')];
