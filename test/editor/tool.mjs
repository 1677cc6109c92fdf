/** The node as a tool of an AI agent: found behind the agent's Tool connector, and set up in its panel. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withAgent } from './workflows.mjs';

const TOOL = 'n8n-nodes-custom-webhook.customWebhookTool';

/** @typedef {Awaited<ReturnType<Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>['open']>>} Opened */

/** Fields for workflows with next steps. */
const WITHOUT_MEANING = ['onFailure', 'failureVariables', 'webhookName', 'dataContext'];

/** What the model is to know of the value, as one types it beside the field. */
const ABOUT = 'The e-mail address of the customer';

/** @param {() => Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>} editor */
export function toolTests(editor) {
	it('is found behind the Tool connector of an AI Agent, and leaves a value to the model at a press', async () => {
		const { page, canvas, panel, saved } = await editor().open(withAgent());
		await addTool({ page, canvas });
		// n8n loads the code of lists when it first shows one.
		await page.getByTestId('fixed-collection-responseVariables').waitFor();
		const shown = await panel.visible();
		assert.ok(shown.includes('responseVariables'), shown.join());
		for (const name of WITHOUT_MEANING) assert.ok(!shown.includes(name), name);
		assert.match((await panel.text('url').getAttribute('placeholder')) ?? '', /\$fromAI/);
		await leaveEmailToModel({ page, panel });
		await panel.close();
		const { nodes, connections } = await saved();
		const tool = nodes.find(({ type }) => type === TOOL);
		assert.ok(tool, 'the agent has the tool');
		assert.deepEqual(connections[tool.name]?.ai_tool, [
			[{ node: 'AI Agent', type: 'ai_tool', index: 0 }],
		]);
		const [{ name, value }] = tool.parameters.queryParameters.parameter;
		assert.equal(name, 'email');
		assert.match(value, /^=\{\{.*\$fromAI\(.*\) \}\}$/);
		assert.ok(value.includes(ABOUT), value);
	});
}

/** Adds the node as a tool of the agent, which opens its panel. @param {Pick<Opened, 'page' | 'canvas'>} opened */
export async function addTool({ page, canvas }) {
	await canvas.fit();
	await page.locator('[data-handleid="inputs/ai_tool/0"] [data-test-id="canvas-handle-plus"]').click();
	await canvas.search('custom webhook');
	await page
		.getByTestId('node-creator-item-name')
		.getByText('Custom Webhook Tool', { exact: true })
		.click();
	await page.getByTestId('ndv').waitFor();
}

/** Adds a query parameter, and leaves its value to the model. @param {Pick<Opened, 'page' | 'panel'>} opened */
export async function leaveEmailToModel({ page, panel }) {
	await panel.add('queryParameters');
	await panel.type('name', 'email');
	await leaveToModel({ page, panel }, 'value', ABOUT);
}

/**
 * Presses the button beside a field by which the model gives its value, and says what the value is.
 *
 * @param {Pick<Opened, 'page' | 'panel'>} opened
 * @param {string} name of the parameter @param {string} about
 */
async function leaveToModel({ page, panel }, name, about) {
	await panel.field(name).hover();
	await panel.field(name).getByTestId('from-ai-override-button').click();
	await page.getByText('Add a description').click();
	await panel.text('description').fill(about);
	await panel.leave();
}
