/** Webhook scripts: contact and ticket, fields by number, time limit, two triggers. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a published workflow may take to do its work, in milliseconds. */
const PUBLISHED_TIMEOUT_MS = 30_000;

/** @param {import('./example-run.mjs').ExampleRun} example */
export function webhookScripts(example) {
	describe('webhook scripts', () => {
		before(example.run('15-webhook-scripts.json'));

		it('reads the fields of the contact where the use case is Contact', () => {
			const { query, headers, body } = example.arrived(
				({ method, path }) => method === 'POST' && path === '/echo',
			);
			assert.deepEqual(query, { contact_id: 'c-9', level: 'gold' });
			assert.equal(headers['user-agent'], 'Help desk scripts');
			assert.equal(headers.accept, 'application/json');
			assert.equal(headers['content-type'], 'application/json; charset=utf-8');
			assert.deepEqual(body, {
				first_name: 'Dana',
				level: 'gold',
				has_message: true,
				message: 'Hello,\nwhere is it?',
			});
		});

		it("reads the ticket's fields, and the contact's by their path, where it is Ticket", () => {
			const { query, body } = example.arrived(({ method }) => method === 'PUT');
			assert.deepEqual(query, { ticket: '4711' });
			assert.deepEqual(body, {
				subject: 'Where is "my" parcel?',
				status: 'new',
				level: 'gold',
				next_level: null,
				for: 'Dana',
			});
		});

		it('tries a busy service again', () => {
			assert.equal(example.itemOf('Busy service').response.attempts.length, 3);
		});

		it('counts an answer that does not come in 5 seconds as failed', () => {
			const { failure } = example.itemOf('No answer in 5 seconds', 1);
			assert.equal(failure.kind, 'timeout');
			assert.equal(failure.attempts.length, 2);
			for (const { durationMs } of failure.attempts) assert.ok(durationMs >= 4_990, String(durationMs));
		});

		it('is fired by an automation, and by a message in a conversation', async () => {
			await example.real.api.activate(example.real.workflow('15-webhook-scripts.json'));
			const last = example.real.service.requests().at(-1)?.number ?? 0;
			const deadline = Date.now() + PUBLISHED_TIMEOUT_MS;
			const fire = async (/** @type {string} */ path, /** @type {string} */ subject) => {
				const response = await fetch(`${example.real.n8n.url}/webhook/${path}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json', connection: 'close' },
					body: JSON.stringify({
						ticket: { id: 1, subject, status: 'new' },
						contact: { id: 'c-1', first_name: 'Ida', czCol: { 15: 'silver' } },
						has_message: false,
					}),
				});
				// n8n answers 404 until a workflow that was just published has its addresses.
				if (response.status !== 404 || Date.now() > deadline)
					return assert.equal(response.status, 200);
				await sleep(100);
				await fire(path, subject);
			};
			await fire('custom-webhook-15-ticket', 'from an automation');
			await fire('custom-webhook-15-message', 'from a conversation');

			const tickets = () =>
				example.real.service
					.requests()
					.filter(({ number, method }) => number > last && method === 'PUT')
					.map(({ body }) => [body.subject, body.level]);
			while (tickets().length < 2 && Date.now() < deadline) await sleep(100);
			assert.deepEqual(tickets().sort(), [
				['from a conversation', 'silver'],
				['from an automation', 'silver'],
			]);
		});
	});
}
