import { gunzipSync } from 'node:zlib';

import { answerOk } from '../../support/web-server';
import { bulkAnswer, numbered, OK, runBatches } from './bulk-service';

const ids = (items: Array<{ json: object }>) => items.map(({ json }) => (json as { id: number }).id);
const responses = (items: Array<{ json: object }>) =>
	items.map(({ json }) => (json as { response: Record<string, unknown> }).response);
const failures = (items: Array<{ json: object }>) =>
	items.map(({ json }) => (json as { failure: { kind: string; message: string } }).failure);

const ONE_BY_ONE = { limits: { values: { concurrency: 1 } } };

describe('what is sent', () => {
	it('is the items joined as they are written, in input order, at most batchSize in a request', async () => {
		const { bodies, success } = await runBatches(answerOk, {
			batch: { batchSize: 4 },
			parameters: { jsonBody: ' {"id":{{id}},  "price":1.10 }\n' },
			options: ONE_BY_ONE,
		});
		expect(bodies[0]).toBe(
			'[{"id":0,  "price":1.10 },{"id":1,  "price":1.10 },{"id":2,  "price":1.10 },{"id":3,  "price":1.10 }]',
		);
		expect(bodies.map((body) => (JSON.parse(body) as unknown[]).length)).toEqual([4, 4, 2]);
		expect(ids(success)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual(success.map((_, item) => ({ item })));
	});

	it('has the envelope around the list, with placeholders of its own', async () => {
		const { bodies } = await runBatches(answerOk, {
			batch: {
				batchSize: 2,
				batchEnvelope: '{"list": 5, "by": "{{@workflow.name}}", "contacts": {{items}}}',
			},
			items: numbered(2),
		});
		expect(bodies).toEqual(['{"list": 5, "by": "W", "contacts": [{"id":0},{"id":1}]}']);
	});

	it('has one item a line as JSON Lines, each on one line', async () => {
		const { bodies, requests } = await runBatches(answerOk, {
			batch: { batchSize: 5, batchFormat: 'jsonLines' },
			parameters: { jsonBody: '{\n  "id": {{id}},\r\n  "n": 1.0,\n  "t": "a b"\n}' },
			items: numbered(2),
		});
		expect(bodies).toEqual(['{"id":0,"n":1.0,"t":"a b"}\n{"id":1,"n":1.0,"t":"a b"}\n']);
		expect(requests[0]!.headers['content-type']).toBe('application/x-ndjson');
	});

	it('may be all fields of the item', async () => {
		const { bodies } = await runBatches(answerOk, {
			batch: { batchSize: 5 },
			parameters: { bodySource: 'item' },
			items: numbered(2),
		});
		expect(bodies).toEqual(['[{"id":0},{"id":1}]']);
	});

	it('keeps an item that is a list as one element', async () => {
		const { bodies } = await runBatches(answerOk, {
			batch: { batchSize: 2 },
			parameters: { jsonBody: '[{{id}}]' },
			items: numbered(2),
		});
		expect(bodies).toEqual(['[[0],[1]]']);
	});

	it('never grows over batchMaxBytes, with the envelope; an item that is larger goes alone', async () => {
		const batchEnvelope = '{"all":{{items}}}';
		const three = '{"all":[{"id":0},{"id":1},{"id":2}]}';
		const run = async (batchMaxBytes: number) =>
			await runBatches(answerOk, {
				batch: { batchSize: 100, batchMaxBytes, batchEnvelope },
				options: ONE_BY_ONE,
			});
		const { bodies } = await run(three.length);
		expect(bodies.map((body) => body.length)).toEqual([36, 36, 36, 18]);
		expect(bodies[0]).toBe(three);
		expect((await run(three.length - 1)).bodies).toHaveLength(5);
		expect((await run(5)).bodies).toHaveLength(10);
	});

	it('counts bytes, not characters', async () => {
		const { bodies } = await runBatches(answerOk, {
			batch: { batchSize: 100, batchMaxBytes: 17 },
			parameters: { jsonBody: '"ö€"' },
			items: numbered(3),
			options: ONE_BY_ONE,
		});
		expect(bodies).toEqual(['["ö€","ö€"]', '["ö€"]']);
	});

	it('is shared by items with equal URL, query and headers, which need not be neighbours', async () => {
		const { requests, success } = await runBatches(answerOk, {
			batch: { batchSize: 3, batchEnvelope: '{{items}}' },
			parameters: {
				jsonBody: '{"id":{{id}}}',
				queryParameters: { parameter: [{ name: 'g', value: '{{g}}' }] },
				headers: { header: [{ name: 'X-H', value: '{{h}}' }] },
			},
			items: Array.from({ length: 8 }, (_, id) => ({ json: { id, g: id % 2, h: id < 6 ? 'a' : 'b' } })),
		});
		const sent = requests.map(({ url, headers, body }) => `${url} ${String(headers['x-h'])} ${body}`);
		expect(sent.sort()).toEqual([
			'/?g=0 a [{"id":0},{"id":2},{"id":4}]',
			'/?g=0 b [{"id":6}]',
			'/?g=1 a [{"id":1},{"id":3},{"id":5}]',
			'/?g=1 b [{"id":7}]',
		]);
		expect(ids(success)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
	});

	it('is shared only by items with an equal envelope', async () => {
		const { bodies } = await runBatches(answerOk, {
			batch: { batchSize: 9, batchEnvelope: '{"list":{{l}},"all":{{items}}}' },
			items: [1, 2, 1].map((l, id) => ({ json: { l, id } })),
		});
		expect(bodies.sort()).toEqual([
			'{"list":1,"all":[{"id":0},{"id":2}]}',
			'{"list":2,"all":[{"id":1}]}',
		]);
	});

	it('is without items that cannot be rendered, or have no body: each fails alone', async () => {
		const { bodies, success, failure } = await runBatches(answerOk, {
			batch: { batchSize: 10 },
			parameters: {
				jsonBody:
					'{{#if (eq id 3)}}{"id":}{{else}}{{#unless (eq id 5)}}{"id":{{id}}}{{/unless}}{{/if}}',
			},
			items: numbered(7),
		});
		expect(bodies).toEqual(['[{"id":0},{"id":1},{"id":2},{"id":4},{"id":6}]']);
		expect(ids(success)).toEqual([0, 1, 2, 4, 6]);
		expect(ids(failure)).toEqual([3, 5]);
		expect(failures(failure)).toMatchObject([
			{ kind: 'template', field: 'jsonBody' },
			{ kind: 'request', message: expect.stringContaining('JSON Body is empty for this item') },
		]);
	});

	it('is without an item that brings the envelope along', async () => {
		const { bodies, failure } = await runBatches(answerOk, {
			batch: { batchSize: 10, batchEnvelope: '{"records": {{items}}}' },
			parameters: {
				jsonBody: '{{#if (eq id 1)}}{"records": [{"id": 1}]}{{else}}{"id": {{id}}}{{/if}}',
			},
			items: numbered(3),
		});
		expect(bodies).toEqual(['{"records": [{"id": 0},{"id": 2}]}']);
		expect(failures(failure)).toMatchObject([
			{
				field: 'jsonBody',
				message: expect.stringContaining('Envelope puts the items into "records" too'),
			},
		]);
	});

	it('can be compressed as a whole', async () => {
		const { requests } = await runBatches((_request, response) => void response.end('{}'), {
			batch: { batchSize: 10 },
			parameters: { headers: { header: [{ name: 'Content-Encoding', value: 'gzip' }] } },
		});
		expect(gunzipSync(requests[0]!.bytes).toString()).toMatch(/^\[\{"id":0\},.*\]$/);
	});
});

describe('what comes back', () => {
	it('is the response of the request, with the place of the item in it, from 0', async () => {
		const { success } = await runBatches(OK, { batch: { batchSize: 4 }, items: numbered(5) });
		expect(responses(success).map(({ batch }) => batch)).toEqual([
			{ size: 4, position: 0 },
			{ size: 4, position: 1 },
			{ size: 4, position: 2 },
			{ size: 4, position: 3 },
			{ size: 1, position: 0 },
		]);
		expect(responses(success)[1]).toMatchObject({ statusCode: 200, body: { results: { length: 4 } } });
		expect(responses(success)[1]).not.toHaveProperty('item');
	});

	it("has the item's own result, which variables read and the success rule judges", async () => {
		const answer = bulkAnswer(({ id }) => ({ id: `r${id}`, status: id % 300 === 7 ? 'bad' : 'ok' }));
		const { success, failure, requests } = await runBatches(answer, {
			items: numbered(1000),
			batch: { batchSize: 100, batchAnswers: 'results' },
			parameters: {
				responseVariables: { variable: [{ name: 'rid', source: 'item', path: 'id' }] },
			},
			options: {
				success: { values: { successRule: 'path', successPath: 'status', successValue: 'ok' } },
			},
		});
		expect(requests).toHaveLength(10);
		expect(ids(failure)).toEqual([7, 307, 607, 907]);
		expect(success).toHaveLength(996);
		for (const { json } of success) {
			const id = `r${String(json.id)}`;
			expect(json).toMatchObject({ response: { item: { id, status: 'ok' } }, variables: { rid: id } });
		}
		expect(failure[0]!.json).toMatchObject({
			failure: {
				kind: 'rule',
				message: 'Success Condition not met: path "status" is "bad", not "ok".',
				statusCode: 200,
			},
			response: { ok: false, item: { id: 'r7', status: 'bad' }, batch: { size: 100, position: 7 } },
		});
	});

	it('is matched by an ID, in whatever order the results are', async () => {
		const { success } = await runBatches(
			({ body }, response) => {
				const sent = JSON.parse(body) as Array<{ id: number }>;
				const results = sent.map(({ id }) => ({ ref: String(id), n: id * 2 })).reverse();
				response.setHeader('Content-Type', 'application/json').end(JSON.stringify(results));
			},
			{
				batch: {
					batchSize: 4,
					batchAnswers: '*',
					batchMatch: 'field',
					batchItemPath: 'id',
					batchAnswerPath: 'ref',
				},
			},
		);
		expect(responses(success).map(({ item }) => item)).toEqual(
			numbered(10).map(({ json }) => ({ ref: String(json.id), n: Number(json.id) * 2 })),
		);
	});

	it('has an ID once in a batch: the second item with it goes into the next', async () => {
		const { bodies, success } = await runBatches(OK, {
			batch: {
				batchSize: 10,
				batchAnswers: 'results',
				batchMatch: 'field',
				batchItemPath: 'id',
				batchAnswerPath: 'id',
			},
			items: [1, 2, 2, 3].map((id) => ({ json: { id } })),
			options: ONE_BY_ONE,
		});
		expect(bodies).toEqual(['[{"id":1},{"id":2}]', '[{"id":2},{"id":3}]']);
		expect(success).toHaveLength(4);
	});

	it('cannot be matched for an item without an ID, which fails before it is sent', async () => {
		const { bodies, failure } = await runBatches(OK, {
			batch: {
				batchSize: 10,
				batchAnswers: 'results',
				batchMatch: 'field',
				batchItemPath: 'contact.id',
				batchAnswerPath: 'id',
			},
			items: [{ json: { id: 1, contact: { id: 1 } } }, { json: { id: 2 } }],
		});
		expect(bodies).toEqual(['[{"id":1}]']);
		expect(failures(failure)).toMatchObject([
			{
				kind: 'mapping',
				message: 'The item has no ID at "contact.id", so its result could not be found.',
			},
		]);
	});

	it.each([
		['shorter', [{}, {}], 'The response has 2 results for a batch of 3'],
		['down to one', [{}], 'The response has 1 result for a batch of 3'],
		['longer', [{}, {}, {}, {}], 'The response has 4 results for a batch of 3'],
		['no list', { a: 1 }, 'The value at "results" of the response is not a list of results'],
		['missing', undefined, 'Nothing found at "results" of the response'],
	])('fails all items of a batch whose results are %s', async (_what, results, message) => {
		const { success, failure } = await runBatches(
			(_request, response) =>
				void response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ results })),
			{ batch: { batchSize: 3, batchAnswers: 'results' }, items: numbered(3) },
		);
		expect(success).toEqual([]);
		expect(failures(failure)).toHaveLength(3);
		for (const each of failures(failure)) {
			expect(each.kind).toBe('mapping');
			expect(each.message).toContain(message);
		}
		for (const response of responses(failure)) expect(response).not.toHaveProperty('item');
	});

	it('fails all items alike if the request fails, with a line in the log for the request', async () => {
		const { failure, logged } = await runBatches(
			(_request, response) => {
				response.statusCode = 422;
				response.setHeader('Content-Type', 'application/json').end('{"message":"no such list"}');
			},
			{ batch: { batchSize: 4, batchAnswers: 'results' }, items: numbered(4) },
		);
		expect(failures(failure)).toEqual(Array(4).fill(failures(failure)[0]));
		expect(failures(failure)[0]).toMatchObject({ kind: 'status', statusCode: 422 });
		expect(logged.filter((line) => line.includes('→ 422'))).toHaveLength(1);
		expect(logged.find((line) => line.includes('→ 422'))).toContain('4 items');
		expect(logged.at(-1)).toContain('0 delivered, 4 failed (4 × status), 1 request, 0 retries');
	});
});

describe('a batch that is too large', () => {
	it('is halved until the service takes it', async () => {
		const sizes: number[] = [];
		const { success, failure, logged } = await runBatches(
			(request, response) => {
				const { length } = JSON.parse(request.body) as unknown[];
				sizes.push(length);
				if (length <= 3) OK(request, response);
				else response.writeHead(413).end();
			},
			{
				batch: { batchSize: 10, batchAnswers: 'results' },
				options: { ...ONE_BY_ONE, idempotency: { values: { idempotencyKey: 'auto' } } },
			},
		);
		expect(sizes).toEqual([10, 5, 3, 2, 5, 3, 2]);
		expect(failure).toEqual([]);
		expect(responses(success).map(({ item }) => item)).toEqual(
			numbered(10).map(({ json }) => ({ id: json.id, status: 'ok' })),
		);
		expect(responses(success)[3]).toMatchObject({ batch: { size: 2, position: 0 } });
		expect(logged.at(-1)).toContain('10 delivered, 0 failed, 7 requests');
	});

	it('fails with the 413 as one item', async () => {
		const { success, failure } = await runBatches(
			(request, response) => {
				if (request.body.includes('"id":2')) response.writeHead(413).end();
				else OK(request, response);
			},
			{ batch: { batchSize: 10 }, items: numbered(5) },
		);
		expect(ids(success)).toEqual([0, 1, 3, 4]);
		expect(failures(failure)).toMatchObject([{ kind: 'status', statusCode: 413 }]);
	});

	it('is a success if 413 counts as one', async () => {
		const { success, requests } = await runBatches(
			(_request, response) => void response.writeHead(413).end(),
			{
				batch: { batchSize: 10 },
				options: { success: { values: { successStatusCodes: '2xx, 413' } } },
			},
		);
		expect(requests).toHaveLength(1);
		expect(success).toHaveLength(10);
	});
});
