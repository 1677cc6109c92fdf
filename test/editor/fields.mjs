/** What people do in the fields that take placeholders: paste, type, drag. What arrives decides. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { CONTACT, parametersOf, withNode } from './workflows.mjs';

const EMAIL = '{{contact.email}}';
const DRAGGED = '{{ $json.contact.email }}';

/** Fields of one line: parameters that show them, the field, and where their value arrives at /echo. */
const LINES = {
	'query value': {
		shown: { queryParameters: { parameter: [{ name: 'q', value: '' }] } },
		arrives: ({ query }) => query.q,
	},
	'header value': {
		shown: { headers: { header: [{ name: 'X-Q', value: '' }] } },
		arrives: ({ headers }) => headers['x-q'],
	},
	'form value': {
		shown: { contentType: 'form', formFields: { field: [{ name: 'q', value: '' }] } },
		arrives: ({ text }) => new URLSearchParams(text).get('q'),
	},
	'text body': { shown: { contentType: 'text' }, field: 'textBody', arrives: ({ text }) => text },
};

/** @param {() => Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>} editor */
export function fieldTests(editor) {
	const echo = () => `${editor().service.url}/echo`;

	/** Opens our node with the contact in its input panel. */
	async function openNode(parameters) {
		const opened = await editor().open(withNode({ url: echo(), ...parameters }));
		await opened.canvas.open('Custom Webhook');
		await opened.panel.executePrevious();
		await opened.page.locator(`[data-target="mappable"][data-value="${DRAGGED}"]`).first().waitFor();
		return opened;
	}

	/** Executes and gives what arrived. */
	async function sent({ panel }) {
		editor().received();
		await panel.execute();
		const requests = editor().received();
		assert.equal(requests.length, 1, 'one request');
		return requests[0];
	}

	for (const [title, { shown, field = 'value', arrives }] of Object.entries(LINES)) {
		it(`${title}: pasted into the empty field, typed, and dragged, a placeholder is the contact's value`, async () => {
			const node = await openNode(shown);
			const { panel } = node;

			await panel.paste(field, EMAIL);
			assert.equal(await panel.isExpression(field), false, 'a paste leaves the field as it is');
			assert.equal(arrives(await sent(node)), CONTACT.email, 'pasted');

			await panel.clear(field);
			await panel.type(field, 'to {{ contact.email }}');
			assert.equal(await panel.isExpression(field), false, 'typing leaves the field as it is');
			assert.equal(arrives(await sent(node)), `to ${CONTACT.email}`, 'typed');

			await panel.paste(field, ` ${EMAIL}`);
			assert.equal(arrives(await sent(node)), `to ${CONTACT.email} ${CONTACT.email}`, 'pasted behind');

			await panel.clear(field);
			await panel.drag(DRAGGED, field);
			assert.equal(arrives(await sent(node)), CONTACT.email, 'dragged');
		});
	}

	it('the URL: pasted, in Expression mode, and with a field dragged into it, the same text is the same address', async () => {
		const node = await openNode({ url: '' });
		const { panel, saved } = node;
		await panel.paste('url', `${echo()}/${EMAIL}?of=${EMAIL}`);
		assert.equal(await panel.isExpression('url'), false);
		const fixed = await sent(node);
		assert.equal(fixed.path, `/echo/${CONTACT.email}`.replace('@', '%40'));
		assert.equal(fixed.query.of, CONTACT.email);

		await panel.mode('url', 'Expression');
		assert.equal(await panel.isExpression('url'), true);
		const expression = await sent(node);
		assert.deepEqual([expression.path, expression.query], [fixed.path, fixed.query]);

		await panel.mode('url', 'Fixed');
		assert.equal(await panel.isExpression('url'), false);
		const back = await sent(node);
		assert.deepEqual([back.path, back.query], [fixed.path, fixed.query]);

		await panel.clear('url');
		await panel.paste('url', `${echo()}?of=`);
		await panel.drag(DRAGGED, 'url');
		const dragged = await sent(node);
		assert.equal(String(dragged.query.of).trim(), CONTACT.email);
		await panel.close();
		const { url } = parametersOf(await saved());
		assert.ok(url.startsWith('=') && url.includes(DRAGGED), url);
	});

	it('the JSON body: pasted it stays as it is, without a mark, and a field lands where it is dropped', async () => {
		const node = await openNode({});
		const { panel, saved } = node;
		await panel.paste('jsonBody', '{"email":"{{contact.email}}","score":{{contact.score}}}');
		assert.equal(await panel.isExpression('jsonBody'), false);
		assert.deepEqual(await panel.marks('jsonBody'), []);
		assert.deepEqual((await sent(node)).body, { email: CONTACT.email, score: CONTACT.score });

		await panel.clear('jsonBody');
		await panel.paste('jsonBody', '{\n  "email": ,\n  "more": ""\n}');
		await panel.drag(DRAGGED, 'jsonBody', () => endOfLine(panel.field('jsonBody'), 1, -1));
		assert.deepEqual((await sent(node)).body, { email: CONTACT.email, more: '' });
		await panel.close();
		assert.equal(parametersOf(await saved()).jsonBody, `{\n  "email": ${DRAGGED},\n  "more": ""\n}`);
	});

	it('a cURL command: pasted it stays as it is, without a mark, and a field lands where it is dropped', async () => {
		const node = await openNode({});
		const { panel, saved } = node;
		await panel.choose('requestFrom', 'cURL Command');
		const shown = await panel.visible();
		for (const field of ['method', 'url', 'queryParameters', 'headers', 'contentType', 'jsonBody'])
			assert.ok(!shown.includes(field), `${field} is not shown`);
		const command = [
			`curl -X POST "${echo()}?of={{contact.email}}" \\`,
			"  -H 'Content-Type: application/json' \\",
			`  -d '{"email": "{{contact.email}}", "score": {{contact.score}}, "more": ""}'`,
		];
		await panel.paste('curlCommand', command.join('\n'));
		assert.equal(await panel.isExpression('curlCommand'), false);
		assert.deepEqual(await panel.marks('curlCommand'), []);
		const { method, query, body } = await sent(node);
		assert.deepEqual([method, query.of], ['POST', CONTACT.email]);
		assert.deepEqual(body, { email: CONTACT.email, score: CONTACT.score, more: '' });
		await panel.drag(DRAGGED, 'curlCommand', () =>
			endOfLine(panel.field('curlCommand'), 2, -`"}'`.length),
		);
		assert.deepEqual((await sent(node)).body, {
			email: CONTACT.email,
			score: CONTACT.score,
			more: CONTACT.email,
		});
		await panel.close();
		assert.ok(parametersOf(await saved()).curlCommand.includes(`"more": "${DRAGGED}"`));
	});

	it('the JSON body, typed: the editor puts the closing braces, and the result is the value', async () => {
		const node = await openNode({});
		const { page, panel } = node;
		await panel.text('jsonBody').click();
		await page.keyboard.type('{"email": "{{contact.email', { delay: 30 });
		await page.keyboard.press('Escape');
		await page.keyboard.press('End');
		await panel.leave();
		assert.deepEqual((await sent(node)).body, { email: CONTACT.email });
	});

	it('the XML body: pasted and dragged, values are in their place', async () => {
		const node = await openNode({ contentType: 'xml' });
		const { panel } = node;
		await panel.paste('xmlBody', '<contact>\n  <email>{{contact.email}}</email>\n</contact>');
		assert.equal(await panel.isExpression('xmlBody'), false);
		assert.deepEqual(await panel.marks('xmlBody'), []);
		assert.match((await sent(node)).text, /<email>zoe@example\.com<\/email>/);

		await panel.clear('xmlBody');
		await panel.paste('xmlBody', '<email></email>');
		await panel.drag(DRAGGED, 'xmlBody', () => endOfLine(panel.field('xmlBody'), 0, -'</email>'.length));
		assert.equal((await sent(node)).text, '<email>zoe@example.com</email>');
	});

	it('several lines that are pasted into a row are refused with the way out, and nothing is sent', async () => {
		for (const [list, entry, name, lines] of [
			['headers', 'header', 'X-First', 'Accept: application/json\nX-Api-Key: abc'],
			['queryParameters', 'parameter', '', 'a=1\nb=2'],
		]) {
			const node = await openNode({ [list]: { [entry]: [{ name, value: '' }] } });
			await node.panel.paste(name === '' ? 'name' : 'value', lines);
			editor().received();
			await node.panel.execute();
			await node.page
				.getByTestId('output-panel')
				.getByText(/Add one row for each, or set Request From to cURL Command/)
				.first()
				.waitFor();
			assert.deepEqual(editor().received(), []);
		}
	});

	it('a failure variable: pasted, it carries the contact on Failure', async () => {
		const { panel } = await openNode({
			url: `${editor().service.url}/fail?status=404`,
			failureVariables: { variable: [{ name: 'state', type: 'variable', value: '' }] },
		});
		await panel.paste('value', `not delivered to ${EMAIL}`);
		assert.equal(await panel.isExpression('value'), false);
		await panel.execute();
		assert.match(await panel.output('Failure'), /"state":\s*"not delivered to zoe@example\.com"/);
	});
}

/** The place of a character, counted from the end of a line. */
async function endOfLine(field, line, characters) {
	return await field
		.locator('.cm-line')
		.nth(line)
		.evaluate((element, offset) => {
			const range = document.createRange();
			range.selectNodeContents(element);
			const width = range.getBoundingClientRect().width / element.textContent.length;
			const { right, top, height } = range.getBoundingClientRect();
			return { x: right + offset * width, y: top + height / 2 };
		}, characters);
}
