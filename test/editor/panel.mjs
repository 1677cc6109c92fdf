/** The panel of a node, as a person uses it. */
import { centreOf } from './canvas.mjs';

/**
 * @param {import('playwright-core').Page} page
 * @param {ReturnType<typeof import('./activity.mjs').activityOf>} activity of the page
 */
export function panelOf(page, { settle, quiet, executed }) {
	const byId = (/** @type {string} */ id) => page.getByTestId(id);
	/** The whole field of a parameter; of a name that comes several times, the last. */
	const field = (/** @type {string} */ name) => byId(`parameter-input-${name}`).last();
	/** Where one writes in it. */
	const text = (/** @type {string} */ name) => field(name).locator('input, textarea, .cm-content').first();
	/** To nowhere, so that help over the next field goes away. */
	const leave = async () => {
		await byId('ndv')
			.locator('header, [data-test-id="node-title-container"]')
			.first()
			.click({ position: { x: 300, y: 10 } });
		await settle();
	};

	return {
		field,
		text,
		leave,

		async paste(/** @type {string} */ name, /** @type {string} */ content) {
			await text(name).click();
			await page.evaluate((copied) => navigator.clipboard.writeText(copied), content);
			await page.keyboard.press('Control+v');
			await settle();
			await leave();
		},
		async clear(/** @type {string} */ name) {
			await text(name).click();
			await page.keyboard.press('Control+a');
			await page.keyboard.press('Delete');
			await settle();
			await leave();
		},
		async type(/** @type {string} */ name, /** @type {string} */ content) {
			await text(name).click();
			await page.keyboard.type(content, { delay: 20 });
			await settle();
			await leave();
		},
		/** Drags a field of the input panel into a parameter, or onto a place in it. */
		async drag(
			/** @type {string} */ value,
			/** @type {string} */ name,
			/** @type {(() => Promise<{ x: number, y: number }>) | undefined} */ placeOf = undefined,
		) {
			await text(name).scrollIntoViewIfNeeded();
			const target = await (placeOf ? placeOf() : centreOf(text(name)));
			const pill = await centreOf(
				byId('ndv-input-panel').locator(`[data-target="mappable"][data-value="${value}"]`),
			);
			await page.mouse.move(pill.x, pill.y);
			await page.mouse.down();
			await page.mouse.move(pill.x + 40, pill.y + 10, { steps: 4 });
			await page.mouse.move(target.x, target.y, { steps: 8 });
			await settle();
			await page.mouse.up();
			await settle();
			await leave();
		},
		async choose(/** @type {string} */ name, /** @type {string} */ option) {
			await field(name).locator('input').first().click();
			await byId('parameter-input-item')
				.filter({ visible: true })
				.filter({ hasText: option })
				.filter({ has: page.locator('.option-headline').getByText(option, { exact: true }) })
				.first()
				.click();
			await settle();
		},
		/** Chooses from a list that n8n fetches, as of workflows. */
		pick: async (/** @type {string} */ name, /** @type {string} */ title) => {
			await byId(`resource-locator-${name}`).getByTestId('rlc-input').click();
			await byId('rlc-item').filter({ hasText: title }).first().click();
			await settle();
		},
		/** Types the value of a field that n8n's Edit Fields sets. */
		fillAssignment: async (/** @type {string} */ name, /** @type {string} */ value) => {
			const names = byId('assignment-name').locator('input');
			await names.first().waitFor();
			const all = await names.evaluateAll((inputs) =>
				inputs.map((input) => /** @type {HTMLInputElement} */ (input).value),
			);
			await byId('assignment-value').nth(all.indexOf(name)).locator('input, textarea').first().click();
			await page.keyboard.type(value, { delay: 20 });
			await settle();
		},
		mode: async (/** @type {string} */ name, /** @type {'Fixed' | 'Expression'} */ mode) => {
			await field(name).hover();
			await byId(`${name}-parameter-input-options-container`)
				.getByTestId(`radio-button-${mode.toLowerCase()}`)
				.click();
			await settle();
		},
		/** Adds a row to a list of rows. */
		add: async (/** @type {string} */ name) => {
			await byId(`fixed-collection-${name}`).getByTestId('fixed-collection-add').click();
			await settle();
		},
		/** Adds an option, or a group of them, with its form. */
		addOption: async (/** @type {string} */ name) => {
			const add = byId('collection-parameter-add');
			await add.scrollIntoViewIfNeeded();
			await add.click();
			await byId('collection-parameter-option')
				.filter({ visible: true })
				.getByText(name, { exact: true })
				.click();
			await settle();
		},
		/** The parameters that one sees, by name. */
		visible: async () => {
			const ids = await byId('node-parameters')
				.locator('[data-test-id^="parameter-input-"], [data-test-id^="fixed-collection-"]')
				.evaluateAll((found) => found.map((element) => element.getAttribute('data-test-id') ?? ''));
			return [
				...new Set(ids.map((id) => id.replace(/^(parameter-input|fixed-collection)-/, ''))),
			].filter((name) => !['field', 'item', 'add', 'delete'].includes(name));
		},
		/** What looks wrong in a field: n8n's marks for a placeholder that it cannot resolve. */
		marks: async (/** @type {string} */ name) =>
			await field(name)
				.locator(
					'.cm-resolvable, [class*=resolvable-invalid], .cm-invalid-resolvable, [class*="invalid"]',
				)
				.allInnerTexts(),
		isExpression: async (/** @type {string} */ name) =>
			await field(name).getByTestId('inline-expression-editor-input').isVisible(),

		async execute() {
			await executed(async () => await byId('node-execute-button').click());
			await byId('output-panel')
				.locator('[data-test-id="ndv-data-container"], [data-test-id="ndv-items-count"]')
				.first()
				.waitFor();
		},
		/** Executes what is before the node, for its input. */
		executePrevious: async () =>
			await executed(async () => await byId('execute-previous-node').first().click()),
		/** To a parameter with its label. */
		scrollTo: async (/** @type {string} */ name, /** @type {'start' | 'end'} */ block) => {
			await field(name).evaluate((element, where) => {
				const whole = element.closest('[data-test-id="parameter-item"]') ?? element;
				whole.scrollIntoView({ block: where });
			}, block);
			await settle();
		},
		/** Opens the form of a new credential. */
		async newCredential() {
			const connect = page.getByRole('button', { name: /^Connect to/ });
			const select = byId('node-credentials-select').first();
			// Which of them it is depends on the credentials that n8n has yet to tell.
			await quiet();
			await connect.or(select).first().waitFor();
			// n8n offers a list only where there is a credential of the type already.
			if (await connect.isVisible()) await connect.click();
			else {
				await select.click();
				await byId('node-credentials-select-item-new').filter({ visible: true }).first().click();
			}
			const form = byId('editCredential-modal');
			await form.waitFor();
			await quiet();
			return form;
		},

		closeForm: async () => {
			// n8n tests what was saved, and closes the form by itself where it is good.
			await quiet();
			if (await byId('editCredential-modal').isVisible()) await page.keyboard.press('Escape');
			// An OAuth2 account that is not connected yet: n8n asks whether one is done.
			const leaveIt = page.locator('.el-message-box').getByRole('button', { name: /close/i });
			await settle();
			if (await leaveIt.last().isVisible()) await leaveIt.last().click();
			await byId('editCredential-modal').waitFor({ state: 'hidden' });
		},

		/** Turns to a tab of the output. */
		tab: async (/** @type {'Success' | 'Failure'} */ name) => {
			await byId('output-panel')
				.getByText(new RegExp(`^${name} Branch`))
				.first()
				.click();
			await settle();
		},
		/** The output of a tab: as JSON, or n8n's words where there is none. */
		async output(/** @type {'Success' | 'Failure'} */ name) {
			await this.tab(name);
			const json = byId('output-panel').getByTestId('radio-button-json');
			if (await json.isVisible()) await json.click();
			await settle();
			return await byId('output-panel').innerText();
		},
		close: async () => {
			if (await byId('ndv').isVisible()) await byId('ndv-close-button').click();
			await byId('ndv').waitFor({ state: 'hidden' });
		},
	};
}
