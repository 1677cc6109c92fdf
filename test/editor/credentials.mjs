/** Each credential type, made in its form. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { boxOf } from './canvas.mjs';
import { withNode } from './workflows.mjs';

/** What one fills in: parameters that ask for the credential, its type, and its fields. */
const CREDENTIALS = [
	{ parameters: { authentication: 'bearer' }, type: 'customWebhookBearerApi', fields: { token: 't0ken' } },
	{
		parameters: { authentication: 'apiKey' },
		type: 'customWebhookApiKeyApi',
		fields: { name: 'X-API-Key', value: 'k3y' },
	},
	{
		parameters: { authentication: 'basic' },
		type: 'customWebhookBasicApi',
		fields: { username: 'zoë', password: 'pass' },
	},
	{
		parameters: { authentication: 'oAuth2' },
		type: 'customWebhookOAuth2Api',
		fields: {
			authUrl: 'https://example.com/authorize',
			accessTokenUrl: 'https://example.com/token',
			clientId: 'client',
			clientSecret: 's3cret',
		},
	},
	{
		parameters: {
			options: { allowPrivateNetwork: true, signing: { values: { signing: 'standardWebhooks' } } },
		},
		type: 'customWebhookSigningApi',
		fields: { secret: 'whsec_c2VjcmV0' },
	},
	{
		parameters: { options: { allowPrivateNetwork: true, clientCertificate: true } },
		type: 'customWebhookTlsApi',
		fields: { ca: '-----BEGIN CERTIFICATE-----' },
	},
];

/** @param {() => Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>} editor */
export function credentialTests(editor) {
	it('is asked for right below the field that decides which', async () => {
		const { page, canvas, panel } = await editor().open(withNode({ url: 'https://example.com' }));
		await canvas.open('Custom Webhook');
		await panel.choose('authentication', 'Bearer Token');
		const asked = await boxOf(page.getByText('Credential for Custom Webhook Bearer Token'));
		const { y: above } = await boxOf(panel.field('authentication'));
		const { y: below } = await boxOf(page.getByTestId('fixed-collection-queryParameters'));
		assert.ok(above < asked.y && asked.y < below, JSON.stringify({ above, asked: asked.y, below }));
	});

	for (const { parameters, type, fields } of CREDENTIALS) {
		it(`${type} is made in its form, and the node has it`, async () => {
			const { page, canvas, panel, saved } = await editor().open(
				withNode({ url: `${editor().service.url}/secure/bearer`, method: 'GET', ...parameters }),
			);
			await canvas.open('Custom Webhook');
			await fillIn(page, panel, fields);
			const node = (await saved()).nodes.find(({ name }) => name === 'Custom Webhook');
			const chosen = node?.credentials?.[type];
			assert.ok(chosen?.id, JSON.stringify(node?.credentials));
			const kept = (await editor().api.credentials()).find(({ id }) => id === chosen.id);
			assert.equal(kept?.type, type);

			if (type === 'customWebhookBearerApi') {
				editor().received();
				await canvas.execute();
				const [request] = editor().received();
				assert.equal(request?.headers.authorization, 'Bearer t0ken');
			}
		});
	}
}

/** Opens the form from the node's panel, fills it in, saves and closes everything. */
async function fillIn(page, panel, fields) {
	const form = await panel.newCredential();
	for (const [name, value] of Object.entries(fields)) {
		const input = form.getByTestId(`parameter-input-${name}`).locator('input, textarea').first();
		await input.scrollIntoViewIfNeeded();
		await input.fill(value);
	}
	await Promise.all([
		page.waitForResponse((response) => isSave(response)),
		form.getByTestId('credential-save-button').click(),
	]);
	await panel.closeForm();
	await panel.close();
}

/** @param {import('playwright-core').Response} response */
const isSave = (response) =>
	/\/rest\/credentials/.test(response.url()) && ['POST', 'PATCH'].includes(response.request().method());
