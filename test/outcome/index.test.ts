import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import type { NoResponse, Responded } from '../../nodes/CustomWebhook/delivery';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { NO_FAILURE_VARIABLES } from '../../nodes/CustomWebhook/outcome/failure-variables';
import { failed, previewed, succeeded, type OutcomeFrame } from '../../nodes/CustomWebhook/outcome';
import { createRedactor } from '../../nodes/CustomWebhook/redact';
import type { MappedVariables } from '../../nodes/CustomWebhook/response';
import type { DecodedBody } from '../../nodes/CustomWebhook/response/types';
import type { JsonValue } from '../../nodes/CustomWebhook/formats/json/value';
import type { Settings } from '../../nodes/CustomWebhook/settings';

type Body = DecodedBody<IBinaryData>;

const SECRET = 'the-secret';

function frameWith(
	json: INodeExecutionData['json'],
	response: Partial<Settings['response']> = {},
	more: Partial<OutcomeFrame> & { webhookName?: string } = {},
): OutcomeFrame {
	const { webhookName = '', ...frame } = more;
	return {
		input: { json },
		index: 3,
		settings: {
			webhookName,
			success: { rule: 'auto' },
			response: { output: 'full', includeInput: true, binaryProperty: 'data', ...response },
		} as unknown as Settings,
		redactor: createRedactor([[SECRET]]),
		...frame,
	};
}

const delivered = (body: Body | undefined = { body: { ok: 1 } }): Responded<Body> => ({
	response: {
		statusCode: 200,
		statusMessage: `OK ${SECRET}`,
		headers: { 'x-a': SECRET },
		url: `https://a.test/?k=${SECRET}`,
		method: 'POST',
		redirects: [{ statusCode: 302, url: `https://a.test/${SECRET}` }],
		...(body ? { body } : {}),
	},
	attempts: [{ statusCode: 200, durationMs: 4, waitedMs: 1 }],
	durationMs: 5,
});

const variable = (name: string, value: JsonValue): MappedVariables[number] => ({
	rule: { name, type: 'advanced' },
	target: name.split('.').map((step) => ({ kind: 'name' as const, name: step })),
	value,
});

describe('An item that succeeded', () => {
	it('has the input, the whole response without secrets, and its place', () => {
		const { item, failure } = succeeded(frameWith({ a: 1 }), delivered(), []);
		expect(failure).toBeUndefined();
		expect(item).toEqual({
			json: {
				a: 1,
				response: {
					ok: true,
					statusCode: 200,
					statusMessage: 'OK ***',
					headers: { 'x-a': '***' },
					body: { ok: 1 },
					url: 'https://a.test/?k=***',
					durationMs: 5,
					attempts: [{ statusCode: 200, durationMs: 4, waitedMs: 1 }],
					redirects: [{ statusCode: 302, url: 'https://a.test/***' }],
				},
			},
			pairedItem: { item: 3 },
		});
	});

	it('has a variable also within its response, which stays a response', () => {
		const variables = [variable('response.id', 7), variable('response', 'gone')];
		const { json } = succeeded(frameWith({}), delivered(), variables).item;
		expect(json.response).toMatchObject({ id: 7, ok: true, body: { ok: 1 } });
	});

	it('has only what was asked for', () => {
		const frame = frameWith({ a: 1 }, { output: 'variables', includeInput: false });
		expect(succeeded(frame, delivered(), []).item.json).toEqual({});
	});

	it('has the body under its name, beside what is there, also where there is no body', () => {
		const named = (json: INodeExecutionData['json'], body?: Body) =>
			succeeded(
				frameWith(json, { output: 'variables' }, { webhookName: 'WH' }),
				{
					...delivered(),
					response: {
						...delivered().response,
						...(body ? { body } : { body: undefined as never }),
					},
				},
				[],
			).item.json;
		expect(named({ data: { other: 1 } }, { body: SECRET })).toEqual({ data: { other: 1, WH: '***' } });
		expect(named({ data: 'text' }, { body: [1] })).toEqual({ data: { WH: [1] } });
		expect(named({})).toEqual({ data: { WH: null } });
	});

	it('leaves the item that came in as it was', () => {
		const json = { data: { other: 1 } };
		succeeded(frameWith(json, {}, { webhookName: 'WH' }), delivered(), []);
		expect(json).toEqual({ data: { other: 1 } });
	});

	it('has a field named __proto__ as a field, so that no step finds its members in the item', () => {
		const json = JSON.parse('{"a":1,"__proto__":{"isAdmin":true}}') as INodeExecutionData['json'];
		const failure = new WebhookFailure('dns', 'no');
		const items = [
			succeeded(frameWith(json), delivered(), []).item,
			failed(frameWith(json), failure, NO_FAILURE_VARIABLES).item,
			previewed(frameWith(json), {}).item,
		];
		for (const item of items) {
			expect(item.json.isAdmin).toBeUndefined();
			expect(JSON.stringify(item.json)).toContain('"__proto__":{"isAdmin":true}');
		}
	});

	it('tells why a body stayed text, and what file was kept, without secrets', () => {
		const stored: IBinaryData = { data: 'x', mimeType: 'text/plain' };
		const body: Body = {
			body: null,
			parseError: `no JSON: ${SECRET}`,
			file: { fileName: `${SECRET}.txt`, mimeType: 'text/plain', bytes: 7, stored },
		};
		const { item } = succeeded(frameWith({}, { binaryProperty: 'kept' }), delivered(body), []);
		expect(item.json.response).toMatchObject({
			parseError: 'no JSON: ***',
			file: { property: 'kept', fileName: '***.txt', mimeType: 'text/plain', bytes: 7 },
		});
		expect(item.binary).toEqual({ kept: stored });
	});
});

describe('An item that failed', () => {
	const failure = new WebhookFailure('template', `at ${SECRET}`, {
		description: `look: ${SECRET}`,
		field: 'jsonBody',
		line: 2,
		column: 0,
	});

	it('has a variable also within its failure, which stays a failure', () => {
		const set = [variable('failure.owner', `Jo ${SECRET}`), variable('failure', 'gone')];
		const { json } = failed(frameWith({}), failure, { set, leftOut: [] }).item;
		expect(json.failure).toMatchObject({ owner: 'Jo ***', kind: 'template' });
	});

	it('says why, without secrets, and only what is known', () => {
		const outcome = failed(frameWith({ a: 1 }), failure, NO_FAILURE_VARIABLES);
		expect(outcome.failure).toBe(failure);
		expect(outcome.item.json).toEqual({
			a: 1,
			failure: {
				kind: 'template',
				message: 'at ***',
				description: 'look: ***',
				retryable: false,
				field: 'jsonBody',
				line: 2,
				column: 0,
				attempts: [],
			},
		});
		expect(
			failed(frameWith({}), new WebhookFailure('dns', 'x'), NO_FAILURE_VARIABLES).item.json.failure,
		).toEqual({
			kind: 'dns',
			message: 'x',
			retryable: true,
			attempts: [],
		});
	});

	it('names its field without secrets too: the author named a variable or a header', () => {
		const { json } = failed(
			frameWith({}),
			new WebhookFailure('mapping', 'x', { field: `a.${SECRET}` }),
			NO_FAILURE_VARIABLES,
		).item;
		expect(json.failure).toMatchObject({ field: 'a.***' });
	});

	it('has the response where one came, and its status in the failure', () => {
		const { json } = failed(
			frameWith({}),
			new WebhookFailure('status', 'no'),
			NO_FAILURE_VARIABLES,
			delivered(),
		).item;
		expect(json.failure).toMatchObject({ kind: 'status', statusCode: 200 });
		expect(json.failure).not.toHaveProperty('attempts');
		expect(json.response).toMatchObject({ ok: false, statusCode: 200 });
	});

	it('has the attempts in the failure where no response came: an empty list where nothing was sent', () => {
		const failure = new WebhookFailure('dns', 'no');
		const nobody: NoResponse = {
			failure,
			attempts: [{ kind: 'dns', durationMs: 1, waitedMs: 0 }],
			durationMs: 1,
		};
		const { json } = failed(frameWith({}), failure, NO_FAILURE_VARIABLES, nobody).item;
		expect(json.failure).toMatchObject({ attempts: [{ kind: 'dns', durationMs: 1, waitedMs: 0 }] });
		expect(json).not.toHaveProperty('response');
	});

	it('has each failure variable that has a place in it, without secrets', () => {
		const set = [variable('list.inside', 'x'), variable('state', `lost ${SECRET}`)];
		const { json } = failed(frameWith({ list: [1] }), failure, { set, leftOut: [] }).item;
		expect(json).toMatchObject({ list: [1], state: 'lost ***' });
	});

	it('says which failure variables are left out, and why', () => {
		const leftOut = [`failureVariables.a: no ${SECRET}`];
		const { json } = failed(frameWith({ list: [1] }), failure, {
			set: [variable('list.inside', 'x')],
			leftOut,
		}).item;
		expect((json.failure as { description: string }).description.split('\n')).toEqual([
			'look: ***',
			'A failure variable is left out: failureVariables.a: no ***',
			'A failure variable is left out: The variable "list.inside" cannot be set: ' +
				'the item already has a list at "list", which cannot hold "inside". ' +
				'Rename that field before this node, or choose another name.',
		]);
	});
});

describe('What an earlier Custom Webhook reported', () => {
	const report = { failure: { kind: 'dns', retryable: true }, response: { ok: false, attempts: [] } };

	it('does not stand on the item of this one', () => {
		expect(previewed(frameWith({ a: 1, ...report }), {}).item.json).toEqual({ a: 1, request: {} });
	});

	it.each([
		{ failure: { kind: 'of my own', retryable: true } },
		{ failure: { kind: 'dns' } },
		{ failure: 'text' },
		{ failure: { kind: 1, retryable: true } },
		{ response: { ok: true } },
		{ response: { attempts: [] } },
		{ response: ['x'] },
	])("is told from an author's own fields, which stay: %j", (json) => {
		expect(previewed(frameWith(json), {}).item.json).toEqual({ ...json, request: {} });
	});
});

it('The request stands on the item where the author wants to see it, and on a preview', () => {
	const request = { method: 'PUT' };
	const shown = frameWith({ a: 1 }, { output: 'variables', includeInput: false }, { request });
	expect(succeeded(shown, delivered(), []).item.json).toEqual({ request });
	expect(previewed(frameWith({ a: 1 }), request).item).toEqual({
		json: { a: 1, request },
		pairedItem: { item: 3 },
	});
});

it('Files that came with the item leave with it, and one of the same name is replaced', () => {
	const stored: IBinaryData = { data: 'new', mimeType: 'text/plain' };
	const had = { data: { ...stored, data: 'old' }, other: { ...stored, data: 'other' } };
	const frame = frameWith({}, {}, { input: { json: {}, binary: had } });
	const file = { fileName: 'a', mimeType: 'text/plain', bytes: 1, stored };
	expect(succeeded(frame, delivered({ body: null, file }), []).item.binary).toEqual({
		...had,
		data: stored,
	});
	expect(failed(frame, new WebhookFailure('dns', ''), NO_FAILURE_VARIABLES).item.binary).toEqual(had);
	expect(
		failed(frameWith({}), new WebhookFailure('dns', ''), NO_FAILURE_VARIABLES).item,
	).not.toHaveProperty('binary');
});
