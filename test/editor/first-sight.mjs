/** What a fresh node shows without scrolling, on a small laptop. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { boxOf } from './canvas.mjs';
import { addTool } from './tool.mjs';
import { withAgent, withNode } from './workflows.mjs';

const SMALL = { width: 1366, height: 768 };

/** What every request with a body needs, in the order of the panel. */
const MAIN_PATH = ['method', 'url', 'authentication', 'contentType', 'jsonBody'];

/** @param {() => Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>} editor */
export function firstSightTests(editor) {
	it('shows the main path whole, with its help, before anything that few need', async () => {
		const { page, canvas, panel } = await editor().open(withNode({ options: {} }));
		await page.setViewportSize(SMALL);
		await canvas.open('Custom Webhook');
		const boxes = await boxesOf(panel, MAIN_PATH);
		const window = await boxOf(page.getByTestId('ndv'));
		const [last] = boxes.slice(-1);
		assert.ok(last && last.bottom <= window.y + window.height, JSON.stringify({ last, window }));
		assert.deepEqual(
			boxes.map(({ name }) => name),
			MAIN_PATH,
		);
		const hint = await boxOf(page.getByText(/^Paste the API's example/));
		assert.ok(hint.y + hint.height <= last.bottom, 'the hint is part of it');
	});

	it('shows what the tool needs before the model can call', async () => {
		const { page, canvas, panel } = await editor().open(withAgent());
		await page.setViewportSize(SMALL);
		await addTool({ page, canvas });
		const boxes = await boxesOf(panel, ['descriptionType', ...MAIN_PATH]);
		const window = await boxOf(page.getByTestId('ndv'));
		const [body] = boxes.slice(-1);
		assert.ok(body && body.top < window.y + window.height, JSON.stringify({ body, window }));
	});
}

/**
 * Where parameters are, each with its label and hint, from top to bottom.
 *
 * @param {Awaited<ReturnType<Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>['open']>>['panel']} panel
 * @param {string[]} names
 */
async function boxesOf(panel, names) {
	const boxes = await Promise.all(
		names.map(async (name) => {
			const item = panel.field(name).locator('xpath=ancestor::*[@data-test-id="parameter-item"][1]');
			const { y, height } = await boxOf(item);
			return { name, top: y, bottom: y + height };
		}),
	);
	return boxes.sort((a, b) => a.top - b.top);
}
