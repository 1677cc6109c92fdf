/** From the list of nodes to a delivered contact. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { boxOf } from './canvas.mjs';
import { CONTACT, parametersOf, withNode, withoutNode } from './workflows.mjs';

/** As an API's documentation would have it. */
const JSON_FROM_DOCS = `{
  "email": "{{contact.email}}",
  "name": "{{contact.name}}",
  "score": {{contact.score}}
}`;

/** What people type who look for this node and do not know its name. */
const SEARCHES = [
	...['webhook', 'http', 'http request', 'send webhook', 'outgoing webhook', 'outbound webhook'],
	...['send data', 'push data', 'notify', 'integration', 'web service', 'rest api', 'postback', 'zapier'],
	...['send', 'post', 'put', 'api', 'rest', 'soap', 'xml', 'graphql', 'curl', 'endpoint', 'callback'],
];

/** @param {() => Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>} editor */
export function journeyTests(editor) {
	it('is found under the words that people look for it with, dragged out of the list, moved, and connected by both outputs', async () => {
		const { canvas, saved } = await editor().open(withoutNode());
		for (const words of SEARCHES)
			assert.ok((await canvas.search(words)).includes('Custom Webhook'), words);
		await canvas.search('custom webhook');
		const name = 'Custom Webhook';
		await canvas.dragOut(name, 'Send a request');
		await canvas.fit();
		const before = await boxOf(canvas.node(name));
		await canvas.move(name, { x: 0, y: 160 });
		assert.ok((await boxOf(canvas.node(name))).y > before.y + 100, 'it can be dragged');

		await canvas.connect('Contact', 0, name);
		await canvas.connect(name, 0, 'Delivered');
		await canvas.connect(name, 1, 'Not delivered');
		const { connections, nodes } = await saved();
		assert.deepEqual(
			connections.Contact?.main?.[0]?.map(({ node }) => node),
			[name],
		);
		assert.deepEqual(
			connections[name]?.main?.map((targets) => targets?.map(({ node }) => node)),
			[['Delivered'], ['Not delivered']],
		);
		assert.equal(
			nodes.find((node) => node.name === name)?.type,
			'n8n-nodes-custom-webhook.customWebhook',
		);
	});

	it('takes a JSON body from the documentation, executes, and shows the answer on Success', async () => {
		const { url } = editor().service;
		const { canvas, panel, saved } = await editor().open(withNode({}));
		await canvas.open('Custom Webhook');
		await panel.paste('url', `${url}/contacts`);
		await panel.paste('jsonBody', JSON_FROM_DOCS);
		editor().received();
		await panel.execute();

		const [request, ...more] = editor().received();
		assert.equal(more.length, 0);
		assert.deepEqual(request?.body, { email: CONTACT.email, name: CONTACT.name, score: CONTACT.score });
		const success = await panel.output('Success');
		assert.match(success, /"statusCode":\s*20[01]/);
		assert.match(success, /"ok":\s*true/);
		assert.match(await panel.output('Failure'), /No output data/i);
		await panel.close();
		assert.equal(parametersOf(await saved()).jsonBody, JSON_FROM_DOCS);
	});

	it('shows on Failure what went wrong, in words', async () => {
		const { url } = editor().service;
		const { canvas, panel } = await editor().open(
			withNode({ url: `${url}/fail?status=404`, jsonBody: JSON_FROM_DOCS }),
		);
		await canvas.execute();
		await canvas.open('Custom Webhook');
		const failure = await panel.output('Failure');
		assert.match(failure, /"kind":\s*"status"/);
		assert.match(failure, /"message":\s*".*404/);
		assert.match(failure, /zoe@example\.com/);
	});

	it('names field, line and column of a mistake in the body, and sends nothing', async () => {
		const { canvas, panel } = await editor().open(
			withNode({ url: `${editor().service.url}/echo`, jsonBody: '{\n  "email": {{contact.email}\n}' }),
		);
		editor().received();
		await canvas.open('Custom Webhook');
		await panel.execute();
		const failure = await panel.output('Failure');
		assert.match(failure, /"kind":\s*"template"/);
		assert.match(failure, /"field":\s*"jsonBody"/);
		assert.match(failure, /"line":\s*2/);
		assert.deepEqual(editor().received(), []);
	});

	it('shows in Preview what would be sent, and sends nothing', async () => {
		const { canvas, panel, saved } = await editor().open(
			withNode({ url: `${editor().service.url}/contacts`, jsonBody: JSON_FROM_DOCS }),
		);
		editor().received();
		await canvas.open('Custom Webhook');
		await panel.choose('operation', 'Preview');
		await panel.execute();
		const shown = await panel.output('Success');
		assert.match(shown, /"method":\s*"POST"/);
		assert.match(shown, /"curl":\s*"curl /);
		assert.deepEqual(editor().received(), []);
		await panel.close();
		assert.equal(parametersOf(await saved()).operation, 'preview');
	});
}
