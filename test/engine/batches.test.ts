import { startWebServer, type Answer, type WebServer } from '../support/web-server';
import { runNode } from './engine';

let server: WebServer;
afterEach(async () => await server.close());

interface Sent {
	contacts: Array<{ email: string }>;
}

/** Refuses every 400th address, as bulk endpoints do: with a result for each. */
const bulkEndpoint: Answer = ({ body }, response) => {
	const { contacts } = JSON.parse(body) as Sent;
	const results = contacts.map(({ email }) =>
		Number(/\d+/.exec(email)) % 400 === 0
			? { email, status: 'rejected', message: 'Invalid address' }
			: { email, status: 'created', id: `c-${email}` },
	);
	response
		.setHeader('Content-Type', 'application/json')
		.end(JSON.stringify({ results: results.reverse() }));
};

it('of 1,000 items in 10 requests with 3 errors exactly 3 leave on Failure, each with its own result', async () => {
	server = await startWebServer(bulkEndpoint);
	const items = Array.from({ length: 1000 }, (_, n) => ({ contact: { email: `n${n}@example.com` } }));
	const { success, failure } = await runNode({
		parameters: {
			url: server.url,
			jsonBody: '{"email":"{{contact.email}}"}',
			responseVariables: { variable: [{ name: 'id', source: 'item', path: 'id', required: true }] },
			options: {
				allowPrivateNetwork: true,
				batch: {
					values: {
						batchSize: 100,
						batchEnvelope: '{"listId": 5, "contacts": {{items}}}',
						batchAnswers: 'results',
						batchMatch: 'field',
						batchItemPath: 'contact.email',
						batchAnswerPath: 'email',
					},
				},
				success: { values: { successRule: 'path', successPath: 'status', successValue: 'created' } },
			},
		},
		items,
	});
	expect(server.requests).toHaveLength(10);
	expect(failure.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 400 }, { item: 800 }]);
	expect(failure[1]!.json).toMatchObject({
		failure: { kind: 'rule', description: 'The service says: "Invalid address".' },
		response: { item: { email: 'n400@example.com' }, batch: { size: 100, position: 0 } },
	});
	expect(success).toHaveLength(997);
	for (const { json } of success) {
		const { email } = json.contact as { email: string };
		expect(json.variables).toEqual({ id: `c-${email}` });
	}
});

it('100,000 items in batches of 500 leave once each, in order', async () => {
	server = await startWebServer((_request, response) => void response.end('{"ok":true}'));
	const { success, failure } = await runNode({
		parameters: {
			url: server.url,
			jsonBody: '{"n":{{n}}}',
			options: {
				allowPrivateNetwork: true,
				response: { values: { output: 'variables' } },
				batch: { values: { batchSize: 500 } },
			},
		},
		items: Array.from({ length: 100_000 }, (_, n) => ({ n })),
	});
	expect(failure).toEqual([]);
	expect(server.requests).toHaveLength(200);
	expect(success.every(({ json }, n) => json.n === n)).toBe(true);
	expect(success).toHaveLength(100_000);
});

it('a mistake in the set-up stops the workflow before anything is sent, and says where it is', async () => {
	server = await startWebServer(bulkEndpoint);
	const { error } = await runNode({
		parameters: {
			url: server.url,
			contentType: 'text',
			textBody: 'x',
			options: { allowPrivateNetwork: true, batch: { values: { batchSize: 10 } } },
		},
		items: [{}],
	});
	expect(error?.message).toContain('only JSON bodies can be sent in batches');
	expect((error as { description?: string }).description).toBe(
		'In the panel: Options → Batches → Batch Size (Items)',
	);
	expect(server.requests).toEqual([]);
});
