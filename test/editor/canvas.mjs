/** The canvas, as a person uses it. */

/** n8n's editor is large: a busy machine draws a workflow long after the page has come. Milliseconds. */
const DRAWN_MS = 120_000;

/**
 * @param {import('playwright-core').Page} page
 * @param {ReturnType<typeof import('./activity.mjs').activityOf>} activity of the page
 */
export function canvasOf(page, { settle, executed }) {
	const byId = (/** @type {string} */ id) => page.getByTestId(id);
	const node = (/** @type {string} */ name) => page.locator(`[data-node-name="${name}"]`).first();

	return {
		node,
		/** Until the workflow is drawn. */
		ready: () => page.locator('[data-node-name]').first().waitFor({ timeout: DRAWN_MS }),
		fit: async () => {
			await byId('zoom-to-fit').click();
			await settle(ANIMATION_MS);
		},

		/** Types into the list of nodes. @returns the entries it shows then, by name */
		async search(/** @type {string} */ words) {
			if (!(await byId('node-creator-search-bar').isVisible()))
				await byId('node-creator-plus-button').click();
			await byId('node-creator-search-bar')
				.locator('input')
				.or(page.locator('input[data-test-id="node-creator-search-bar"]'))
				.first()
				.fill(words);
			await byId('node-creator-item-name').first().waitFor();
			await settle(ANIMATION_MS);
			return await byId('node-creator-item-name').allInnerTexts();
		},

		/**
		 * Opens the actions of an entry of the list, and drags one of them onto the canvas with the mouse. n8n puts
		 * the node where it has room, not where the mouse is let go (docs/n8n-notes.md), and opens it.
		 */
		async dragOut(/** @type {string} */ name, /** @type {string} */ action) {
			const entry = (/** @type {string} */ text) =>
				byId('node-creator-item-name').getByText(text, { exact: true }).first();
			await entry(name).click();
			await entry(action).waitFor();
			await settle(ANIMATION_MS);
			const from = await centreOf(entry(action));
			const to = await centreOf(page.locator('.vue-flow__pane'));
			await page.mouse.move(from.x, from.y);
			await page.mouse.down();
			await page.mouse.move(to.x, to.y, { steps: 8 });
			if (await byId('ndv').isVisible())
				throw new Error('A press alone has put the node on the canvas.');
			await page.mouse.up();
			await byId('ndv').waitFor();
			await byId('ndv-close-button').click();
			await byId('ndv').waitFor({ state: 'hidden' });
		},

		/** Drags a node to another place. */
		async move(/** @type {string} */ name, /** @type {{ x: number, y: number }} */ by) {
			const { x, y } = await centreOf(node(name));
			await page.mouse.move(x, y);
			await page.mouse.down();
			await page.mouse.move(x + by.x, y + by.y, { steps: 8 });
			await page.mouse.up();
			await settle(ANIMATION_MS);
		},

		/** Draws a line from an output to a node. */
		async connect(/** @type {string} */ from, /** @type {number} */ output, /** @type {string} */ to) {
			const start = await centreOf(
				page.locator(
					`[data-test-id="canvas-node-output-handle"][data-node-name="${from}"][data-index="${output}"]`,
				),
			);
			const end = await centreOf(
				page.locator(
					`[data-test-id="canvas-node-input-handle"][data-node-name="${to}"][data-index="0"]`,
				),
			);
			await page.mouse.move(start.x, start.y);
			await page.mouse.down();
			await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 5 });
			await page.mouse.move(end.x, end.y, { steps: 5 });
			await page.mouse.up();
			await settle(ANIMATION_MS);
		},

		/** Runs the whole workflow, and waits for its end. */
		async execute() {
			const button = byId('execute-workflow-button');
			await executed(async () => await button.click());
			await button.filter({ hasText: 'Execute workflow' }).waitFor();
		},

		open: async (/** @type {string} */ name) => {
			await node(name).dblclick();
			await byId('ndv').waitFor();
		},
	};
}

/** n8n slides and fades for a third of a second. Milliseconds. */
const ANIMATION_MS = 400;

/** @param {import('playwright-core').Locator} locator */
export async function boxOf(locator) {
	const box = await locator.first().boundingBox();
	if (!box) throw new Error(`Not on the page: ${locator}`);
	return box;
}

/** @param {import('playwright-core').Locator} locator */
export async function centreOf(locator) {
	const { x, y, width, height } = await boxOf(locator);
	return { x: x + width / 2, y: y + height / 2 };
}
