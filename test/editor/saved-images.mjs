/** The pictures of the page about saved webhooks: each of its steps, done with the mouse. */
import { join } from 'node:path';
import { HIDDEN } from './images.mjs';
import { savedWebhook, withNode } from './workflows.mjs';

const NAME = 'Contact to the CRM';
const ARCHIVED = 'Contact to the old CRM';

/** n8n's dialogs and menus fade in for a third of a second. Milliseconds. */
const ANIMATION_MS = 1000;

/** What is shown of the page: the canvas, the panel, a menu or the list. */
const PARTS = {
	canvas: { x: 0, y: 0, width: 1400, height: 860 },
	panel: { x: 380, y: 65, width: 640, height: 320 },
	menu: { x: 0, y: 0, width: 640, height: 560 },
	list: { x: 120, y: 280, width: 1200, height: 340 },
};

/**
 * @param {Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>} editor
 * @param {string} folder where they are put
 */
export async function takeSavedWebhookImages(editor, folder) {
	/** @param {string} name @param {Opened} opened @param {keyof typeof PARTS} part */
	async function take(name, { page, activity }, part) {
		await page.addStyleTag({ content: HIDDEN });
		await activity.quiet();
		await page.screenshot({ path: join(folder, `saved-${name}.png`), clip: PARTS[part] });
	}
	const { id: _, nodes, ...example } = editor.workflow('16b-saved-contact-webhook.json');
	const saved = await editor.open({
		...example,
		name: NAME,
		nodes: nodes.filter(({ type }) => !type.endsWith('.stickyNote')),
	});
	await saved.canvas.fit();
	await take('create', saved, 'canvas');
	await saved.canvas.execute();
	await take('test', saved, 'canvas');
	await publish(saved);
	await edit(saved);
	await take('edit', saved, 'canvas');
	await saved.page.getByTestId('workflow-menu').click();
	await take('export', saved, 'menu');

	const caller = await editor.open(withNode({ operation: 'callSaved' }));
	const { page } = caller;
	await caller.canvas.open('Custom Webhook');
	await page.getByTestId('resource-locator-workflow').getByTestId('rlc-input').click();
	await page.getByTestId('rlc-item').filter({ hasText: NAME }).first().waitFor();
	await take('pick', caller, 'panel');

	// One that nobody has open: n8n does not archive what is being edited.
	const old = await editor.api.createWorkflow(savedWebhook(ARCHIVED, { url: editor.service.url }));
	await editor.api.activate(old);
	await page.goto(`${editor.n8n.url}/home/workflows`);
	await page.getByTestId('resources-list-search').fill(ARCHIVED);
	await actions(caller);
	await take('archive', caller, 'list');
	await page.getByText('Archive', { exact: true }).filter({ visible: true }).click();
	// n8n asks, because it is published.
	await caller.activity.settle(ANIMATION_MS);
	await page
		.locator('.el-message-box')
		.getByRole('button', { name: /archive/i })
		.click();
	await page.getByTestId('resources-list-empty').waitFor();
	await page.getByTestId('resources-list-filters-trigger').click();
	await caller.activity.settle(ANIMATION_MS);
	await page.getByTestId('show-archived-checkbox').click();
	await page.keyboard.press('Escape');
	await actions(caller);
	await take('restore', caller, 'list');
}

/** @typedef {Awaited<ReturnType<Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>['open']>>} Opened */

/** @param {Opened} opened */
async function publish({ page, activity }) {
	await page.getByTestId('workflow-open-publish-modal-button').click();
	await page.getByTestId('workflow-publish-button').click();
	// n8n says that it is published, in front of everything.
	await page.getByRole('button', { name: 'Got it' }).click();
	await activity.settle();
}

/** Leaves a change that is not published yet. @param {Opened} opened */
async function edit({ canvas, panel, saved }) {
	await canvas.open('Save contact');
	await panel.paste('url', '?source=n8n');
	await panel.close();
	await saved();
}

/** Opens the menu of the only workflow in the list. @param {Opened} opened */
async function actions({ page, activity }) {
	await activity.quiet();
	const card = page.getByTestId('resources-list-item-workflow').filter({ hasText: ARCHIVED });
	await card.getByTestId('workflow-card-actions').click();
	await activity.settle(ANIMATION_MS);
}
