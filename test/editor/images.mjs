/** The pictures of the documentation, taken from the real editor. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addTool, leaveEmailToModel } from './tool.mjs';
import { CONTACT, withAgent, withNode } from './workflows.mjs';

const JSON_BODY = `{
  "email": "{{contact.email}}",
  "name": "{{contact.name}}",
  "score": {{contact.score}},
  "tags": "{{contact.tags}}"
}`;

const commandTo = (/** @type {string} */ url) => `curl ${url}/contacts \\
  -H 'Content-Type: application/json' \\
  -d '{
    "email": "{{contact.email}}",
    "name": "{{contact.name}}",
    "score": {{contact.score}}
  }'`;

/** Messages that fly in over the panel, and the way to ask for features: nothing of the node's. */
export const HIDDEN = '.el-notification, [data-test-id="node-feature-request"] { display: none !important; }';

const variable = (/** @type {object} */ values) => ({
	source: 'body',
	type: 'variable',
	dataType: 'auto',
	defaultValue: '',
	required: false,
	...values,
});

/**
 * @param {Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>} editor
 * @param {string} folder where they are put
 */
export async function takeImages(editor, folder) {
	await mkdir(folder, { recursive: true });
	const { url } = editor.service;
	const deliver = {
		url: `${url}/contacts`,
		jsonBody: JSON_BODY,
		responseVariables: { variable: [variable({ name: 'subscriberId', path: 'id', dataType: 'string' })] },
	};

	/** Opens a workflow, runs it, and hands its page over. */
	async function show(name, parameters, prepare) {
		const { page, activity, canvas, panel } = await editor.open(withNode(parameters));
		await page.addStyleTag({ content: HIDDEN });
		await canvas.execute();
		await prepare({ page, canvas, panel });
		await page.mouse.move(2, 2);
		await activity.quiet();
		await page.screenshot({ path: join(folder, `${name}.png`) });
	}

	await show('canvas', deliver, async ({ canvas }) => await canvas.fit());
	await show('node', deliver, async ({ page, canvas, panel }) => {
		await canvas.open('Custom Webhook');
		await panel.output('Success');
		await page.getByTestId('output-panel').getByTestId('radio-button-schema').click();
		await panel.scrollTo('jsonBody', 'end');
	});
	await show('curl', { ...deliver, requestFrom: 'curl', curlCommand: commandTo(url) }, async (opened) => {
		await opened.canvas.open('Custom Webhook');
		await opened.panel.output('Success');
		await opened.page.getByTestId('output-panel').getByTestId('radio-button-schema').click();
	});
	await show(
		'variables',
		{
			...deliver,
			webhookName: 'WH5',
			responseVariables: {
				variable: [
					variable({ name: 'subscriberId', path: 'id', dataType: 'string', required: true }),
				],
			},
		},
		async ({ page, canvas, panel }) => {
			await canvas.open('Custom Webhook');
			await panel.output('Success');
			await page.getByTestId('output-panel').getByTestId('radio-button-schema').click();
			await scrollToList(page, 'responseVariables');
		},
	);
	await show('failure', { ...deliver, url: `${url}/fail?status=404` }, async ({ page, canvas, panel }) => {
		await canvas.open('Custom Webhook');
		await panel.output('Failure');
		await page.getByTestId('output-panel').getByTestId('radio-button-schema').click();
	});
	await show('preview', { ...deliver, operation: 'preview' }, async ({ canvas, panel }) => {
		await canvas.open('Custom Webhook');
		await panel.output('Success');
	});
	await credential(editor, join(folder, 'credential.png'));
	await tool(editor, join(folder, 'tool.png'));
}

/** To a list of rows with its label. @param {import('playwright-core').Page} page @param {string} name */
async function scrollToList(page, name) {
	await page
		.getByTestId(`fixed-collection-${name}`)
		.locator('xpath=..')
		.evaluate((list) => list.scrollIntoView({ block: 'start' }));
}

/** The form of a credential, filled in. */
async function credential(editor, path) {
	const { page, canvas, panel } = await editor.open(
		withNode({ authentication: 'apiKey', url: `${editor.service.url}/contacts` }),
	);
	await canvas.open('Custom Webhook');
	const form = await panel.newCredential();
	await form.getByTestId('parameter-input-value').locator('input').fill(CONTACT.email);
	await page.screenshot({ path });
}

/** The panel of the tool variant, with a description, and with a value that is left to the model. */
export async function tool(editor, path) {
	const { page, canvas, panel } = await editor.open(withAgent());
	await page.addStyleTag({ content: HIDDEN });
	await addTool({ page, canvas });
	await panel.choose('descriptionType', 'Set Manually');
	await panel.clear('toolDescription');
	await panel.type('toolDescription', 'Finds a customer by e-mail address, and says what is known.');
	await panel.choose('method', 'GET');
	await panel.type('url', `${editor.service.url}/contacts`);
	await leaveEmailToModel({ page, panel });
	await panel.scrollTo('descriptionType', 'start');
	await page.screenshot({ path });
}
