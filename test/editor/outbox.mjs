/** A dead letter is sent again with the mouse. */
import assert from 'node:assert/strict';
import { it } from 'node:test';

/** @param {() => Awaited<ReturnType<typeof import('./real-editor.mjs').startEditor>>} editor */
export function outboxTests(editor) {
	it('a dead letter is listed, and goes back into the outbox if replay says so', async () => {
		const { api, workflow } = editor();
		await api.run(workflow('17a-create-the-outbox.json'));
		const project = await api.call('GET', '/rest/projects/personal');
		const tables = `/rest/projects/${project.id}/data-tables`;
		const [table] = (await api.call('GET', tables)).data;
		const outbox = `${tables}/${table.id}`;
		await api.call('POST', `${outbox}/insert`, { data: [DEAD_LETTER], returnType: 'count' });
		const state = async () => (await api.call('GET', `${outbox}/rows?take=10`)).data[0].state;

		const { id, ...example } = workflow('17b-dead-letters.json');
		const { page, canvas, panel } = await editor().open(example);
		await canvas.execute();
		await canvas.open('Dead letters');
		await page.getByTestId('output-panel').getByText(DEAD_LETTER.reason).first().waitFor();
		await panel.close();
		assert.equal(await state(), 'dead');

		await canvas.open('What to do');
		await panel.fillAssignment('replay', 'all');
		await panel.close();
		await canvas.execute();
		assert.equal(await state(), 'waiting');
	});
}

const DEAD_LETTER = {
	key: crypto.randomUUID(),
	service: 'https://api.example.com',
	reason: 'status: 422 Unprocessable Content',
	state: 'dead',
	attempt: 1,
	dueAt: '2026-01-02T03:04:05.000Z',
	mayHaveActed: false,
	workflow: 'Custom Webhook 17',
	run: '',
	item: JSON.stringify({ contact: { email: 'zoe@example.com' }, failure: { kind: 'status' } }),
};
