import type { ICredentialType } from 'n8n-workflow';

import { CustomWebhookApiKeyApi } from '../../credentials/CustomWebhookApiKeyApi.credentials';
import { CustomWebhookOAuth2Api } from '../../credentials/CustomWebhookOAuth2Api.credentials';
import { panel } from '../../docs/make/panel';
import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { CREDENTIAL_TYPES } from '../../nodes/CustomWebhook/n8n/credential-types';
import { applyCredential, type CredentialData } from '../../nodes/CustomWebhook/request';

const { credentialTypes: CREDENTIALS } = panel;

const fieldsOf = ({ properties }: ICredentialType) => properties.map(({ name }) => name);

it('The node names each credential that there is, and no other', () => {
	const names = CREDENTIALS.map(({ name }) => name);
	expect(new CustomWebhook().description.credentials?.map(({ name }) => name)).toEqual(names);
	expect(Object.values(CREDENTIAL_TYPES)).toEqual(names);
});

it('The node shows each credential of an authentication for that one only, and asks for it', () => {
	const shown = new CustomWebhook().description.credentials!.flatMap(({ displayOptions, name, required }) =>
		(displayOptions?.show?.authentication ?? []).map((choice) => [choice, name, required]),
	);
	expect(shown).toEqual([
		['bearer', 'customWebhookBearerApi', true],
		['apiKey', 'customWebhookApiKeyApi', true],
		['basic', 'customWebhookBasicApi', true],
		['oAuth2', 'customWebhookOAuth2Api', true],
		['service', 'customWebhookServiceApi', true],
	]);
});

it('Fields have the names of the contract', () => {
	expect(Object.fromEntries(CREDENTIALS.map((each) => [each.name, fieldsOf(each)]))).toEqual({
		customWebhookBearerApi: ['token', 'testUrl'],
		customWebhookApiKeyApi: ['placement', 'name', 'value', 'testUrl'],
		customWebhookBasicApi: ['username', 'password', 'testUrl'],
		customWebhookOAuth2Api: ['ignoreSSLIssues', 'expiredStatusCode'],
		customWebhookServiceApi: ['baseUrl', 'headers', 'query', 'values', 'testUrl'],
		customWebhookSigningApi: ['secret', 'previousSecret'],
		customWebhookTlsApi: ['cert', 'key', 'pfx', 'passphrase', 'ca'],
	});
});

it('n8n hides every field that holds a secret', () => {
	const hidden = CREDENTIALS.flatMap(({ properties }) =>
		properties.flatMap(({ name, typeOptions }) => (typeOptions?.password ? [name] : [])),
	);
	expect(hidden).toEqual([
		'token',
		'value',
		'password',
		'secret',
		'previousSecret',
		'cert',
		'key',
		'pfx',
		'passphrase',
		'ca',
	]);
});

it('A new API key goes into a header with the usual name', () => {
	const defaults: CredentialData = Object.fromEntries(
		new CustomWebhookApiKeyApi().properties.map(({ name, default: value }) => [name, value]),
	);
	expect(applyCredential('apiKey', { ...defaults, value: 'k' }).headerValues).toEqual([['X-API-Key', 'k']]);
});

it("OAuth2 is n8n's own, with the status of an expired token beside it", () => {
	expect(new CustomWebhookOAuth2Api().extends).toEqual(['oAuth2Api']);
});

it('Each credential says where it is explained', () => {
	for (const { documentationUrl } of CREDENTIALS)
		expect(documentationUrl).toMatch(/\/docs\/authentication\.md#[a-z0-9-]+$/);
});
