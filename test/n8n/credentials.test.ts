import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { CredentialBook } from '../../nodes/CustomWebhook/n8n';
import { contextWith } from './context';
import { settingsWith, SIGNING, type Asked } from './credential-settings';

/** Reads what the settings ask for out of a node with these credentials, by short name. */
async function read(asked: Asked, stored: Record<string, ICredentialDataDecryptedObject>) {
	const context = contextWith({
		getNode: () => ({}),
		getCredentials: async (type: string) => {
			const data = stored[type.replace(/^customWebhook|Api$/g, '')];
			if (!data) throw new Error(`no ${type}`);
			return await Promise.resolve(data);
		},
	});
	return await new CredentialBook(context, undefined).forItem(settingsWith(asked), 0);
}

it('Nothing is asked of n8n if the settings ask for nothing', async () => {
	const { authentication, signing, tls, secrets } = await read({}, {});
	expect([authentication.headerValues, signing, tls, secrets]).toEqual([[], undefined, undefined, []]);
});

it('A credential is only for the hosts that it allows', async () => {
	const { authentication } = await read(
		{ authentication: 'bearer' },
		{ Bearer: { token: 't', allowedHttpRequestDomains: 'domains', allowedDomains: 'a.test' } },
	);
	expect(authentication.headerValues).toEqual([['Authorization', 'Bearer t']]);
	const allows = (url: string) => authentication.allowsHost!(new URL(url));
	expect([allows('https://a.test/'), allows('https://b.test/')]).toEqual([true, false]);
});

it('An OAuth2 credential is read with the token that n8n keeps; a preview shows none', async () => {
	const data = { oauthTokenData: { access_token: 'the-token' } };
	const { authentication } = await read({ authentication: 'oAuth2' }, { OAuth2: data });
	expect(authentication.headerValues).toEqual([['Authorization', 'Bearer the-token']]);
	const preview = await read(
		{ authentication: 'oAuth2', operation: 'preview' },
		{ OAuth2: { grantType: 'clientCredentials' } },
	);
	expect(preview.authentication.headerValues).toEqual([['Authorization', 'Bearer ***']]);
});

it('A signing secret is hidden in both forms, also the previous one', async () => {
	const { signing, secrets } = await read(
		{ signing: SIGNING },
		{ Signing: { secret: 'whsec_bmV3', previousSecret: ' whsec_b2xk' } },
	);
	expect(signing).toEqual({ ...SIGNING, secret: 'whsec_bmV3', previousSecret: ' whsec_b2xk' });
	expect(secrets).toEqual(['whsec_bmV3', 'bmV3', ' whsec_b2xk', 'b2xk']);
});

it('A signing credential without a previous secret signs once, and one without a secret is refused', async () => {
	const { signing, secrets } = await read({ signing: SIGNING }, { Signing: { secret: 'plain' } });
	expect(signing).toEqual({ ...SIGNING, secret: 'plain' });
	expect(secrets).toEqual(['plain', 'plain']);
	await expect(read({ signing: SIGNING }, { Signing: { secret: '' } })).rejects.toMatchObject({
		kind: 'credentials',
		field: 'options.signing',
		message: expect.stringContaining('no Secret') as string,
	});
});

it('Of a certificate credential what is filled in is used, and its key and passphrase are hidden', async () => {
	const { tls, secrets } = await read(
		{ clientCertificate: true },
		{ Tls: { cert: 'C', key: 'K', passphrase: 'P', ca: '' } },
	);
	expect(tls).toEqual({ cert: 'C', key: 'K', passphrase: 'P' });
	expect(secrets).toEqual(['K', 'P']);
	const authority = await read({ clientCertificate: true }, { Tls: { cert: '', key: '', ca: 'A' } });
	expect([authority.tls, authority.secrets]).toEqual([{ ca: 'A' }, []]);
});

it.each<ICredentialDataDecryptedObject>([{}, { cert: '', key: '' }, { passphrase: 'P' }])(
	'A certificate credential with neither certificate nor authority is refused: %j',
	async (fields) => {
		await expect(read({ clientCertificate: true }, { Tls: fields })).rejects.toMatchObject({
			kind: 'credentials',
			field: 'options.clientCertificate',
			message: expect.stringContaining('Certificate Authority') as string,
		});
	},
);

it('A credential that n8n does not give is "credentials", with the reason', async () => {
	await expect(read({ authentication: 'basic' }, {})).rejects.toMatchObject({
		kind: 'credentials',
		field: 'authentication',
		message: 'n8n did not provide the credential: no customWebhookBasicApi',
		cause: new Error('no customWebhookBasicApi'),
	});
	await expect(read({ signing: SIGNING }, {})).rejects.toMatchObject({ field: 'options.signing' });
	await expect(read({ clientCertificate: true }, {})).rejects.toMatchObject({
		field: 'options.clientCertificate',
	});
});
