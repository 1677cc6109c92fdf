/** The right fields appear for each method and each content type. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parametersOf, withNode } from './workflows.mjs';

/** The fields of each content type, by its name in the list. */
const FIELDS = {
	JSON: ['jsonBody'],
	'XML / SOAP': ['xmlSource', 'xmlBody', 'soapAction'],
	'Form (URL Encoded)': ['formFields'],
	'Multipart Form Data': ['multipartFields'],
	Text: ['textBody', 'textContentType'],
	File: ['binaryProperty'],
	'No Body': [],
};

const ALL = Object.values(FIELDS).flat();

/** @param {() => Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>} editor */
export function choiceTests(editor) {
	it('shows the fields of the chosen content type only', async () => {
		const { canvas, panel, saved } = await editor().open(withNode({ url: 'https://example.com' }));
		await canvas.open('Custom Webhook');
		for (const [name, fields] of Object.entries(FIELDS)) {
			await panel.choose('contentType', name);
			const visible = await panel.visible();
			assert.deepEqual(
				ALL.filter((field) => visible.includes(field)),
				fields,
				name,
			);
		}
		await panel.close();
		assert.equal(parametersOf(await saved()).contentType, 'none');
	});

	it('shows no body for GET and HEAD, and one for each other method', async () => {
		const { canvas, panel } = await editor().open(withNode({ url: 'https://example.com' }));
		await canvas.open('Custom Webhook');
		for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'POST']) {
			await panel.choose('method', method);
			const visible = await panel.visible();
			const hasBody = !['GET', 'HEAD'].includes(method);
			assert.equal(visible.includes('contentType'), hasBody, method);
			assert.equal(visible.includes('jsonBody'), hasBody, method);
		}
	});

	it('offers every option, and the form of a group when it is added', async () => {
		const { page, canvas, panel, saved } = await editor().open(
			withNode({ url: 'https://example.com', options: {} }),
		);
		await canvas.open('Custom Webhook');
		const add = page.getByTestId('collection-parameter-add');
		await add.scrollIntoViewIfNeeded();
		await add.click();
		await page.getByTestId('collection-parameter-option').filter({ visible: true }).first().waitFor();
		const offered = await page
			.getByTestId('collection-parameter-option')
			.filter({ visible: true })
			.allInnerTexts();
		for (const name of [
			'Timeout (Seconds)',
			'Retry',
			'Rate Limits',
			'Redirects',
			'Signing',
			'Idempotency',
			'Placeholders',
		])
			assert.ok(offered.includes(name), `${name} among ${offered}`);
		await page
			.getByTestId('collection-parameter-option')
			.filter({ visible: true })
			.getByText('Retry', { exact: true })
			.click();
		await panel.field('maxRetries').waitFor();
		await panel.close();
		const { options } = parametersOf(await saved());
		assert.ok(options.retry?.values, JSON.stringify(options));
	});
}
