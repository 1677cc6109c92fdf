/** Tests and saved webhooks, set up with the mouse. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { calledAt, parametersOf, savedWebhook, withContacts, withNode } from './workflows.mjs';

const COUNT = 25;

/** n8n answers a publication before the webhook is there. Milliseconds. */
const POLL_MS = 200;

/** @param {() => Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>} editor */
export function testTests(editor) {
	it('a test of one contact of 25 sends one request, and the published workflow sends 25', async () => {
		const { api, n8n, service } = editor();
		const { page, canvas, panel, saved } = await editor().open(
			withContacts(COUNT, { url: `${service.url}/echo/{{contact.id}}`, method: 'GET' }),
		);
		await canvas.open('Custom Webhook');
		await panel.addOption('Test');
		await panel.choose('testSend', 'Chosen Items');
		await panel.type('testPath', 'contact.email');
		await panel.paste('testValue', 'c7@example.com');
		editor().received();
		await panel.execute();
		assert.deepEqual(
			editor()
				.received()
				.map((request) => request.path),
			['/echo/7'],
		);
		const hint = `Test: 1 of ${COUNT} items was sent, ${COUNT - 1} were not.`;
		await page.getByTestId('output-panel').getByText(hint).waitFor();

		await panel.close();
		const published = await api.createWorkflow(calledAt('one-of-25', await saved()));
		await api.activate(published);
		const call = () => fetch(`${n8n.url}/webhook/one-of-25`, { method: 'POST' });
		while ((await call()).status === 404) await sleep(POLL_MS);
		assert.equal(editor().received().length, COUNT);
	});

	it('what left on Success can be pinned on the canvas, and nothing is sent then', async () => {
		const { service } = editor();
		const { page, canvas, saved } = await editor().open(
			withNode({ url: `${service.url}/contacts`, jsonBody: '{"email": "{{contact.email}}"}' }),
		);
		await canvas.execute();
		editor().received();
		await canvas.node('Custom Webhook').click();
		await page.keyboard.press('p');
		await canvas.execute();
		assert.deepEqual(editor().received(), []);
		const [item, ...more] = (await saved()).pinData['Custom Webhook'];
		assert.deepEqual([item.json.response.ok, more], [true, []]);
	});

	it('a saved webhook is picked from the list of workflows, and called', async () => {
		const { api, service } = editor();
		const name = 'Save a contact';
		const webhook = await api.createWorkflow(savedWebhook(name, { url: `${service.url}/contacts` }));
		await api.activate(webhook);
		const { canvas, panel, saved } = await editor().open(withNode({}));
		await canvas.open('Custom Webhook');
		await panel.choose('operation', 'Call Saved Webhook');
		await panel.pick('workflow', name);
		editor().received();
		await panel.execute();
		assert.equal(editor().received().length, 1);
		assert.match(await panel.output('Success'), /"ok":\s*true/);
		await panel.close();
		assert.equal(parametersOf(await saved()).workflow.value, webhook.id);
	});
}
