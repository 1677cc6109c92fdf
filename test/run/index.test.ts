import type { INodeParameters } from 'n8n-workflow';

import { processItem } from '../../nodes/CustomWebhook/run/item';
import * as redact from '../../nodes/CustomWebhook/redact';
import { openRun } from '../../nodes/CustomWebhook/run';
import * as template from '../../nodes/CustomWebhook/template';
import { contextWith } from '../n8n/context';

jest.mock('../../nodes/CustomWebhook/template', () => {
	const actual = jest.requireActual<typeof template>('../../nodes/CustomWebhook/template');
	return { ...actual, compileTemplate: jest.fn(actual.compileTemplate) };
});

jest.mock('../../nodes/CustomWebhook/redact', () => {
	const actual = jest.requireActual<typeof redact>('../../nodes/CustomWebhook/redact');
	return { ...actual, createRedactor: jest.fn(actual.createRedactor) };
});

const ITEMS = Array.from({ length: 50 }, (_, id) => ({ json: { contact: { id, method: 'PUT' } } }));

/** The items whose parameters were asked for. */
const itemsRead: number[] = [];

/** A run that previews, so that nothing leaves. */
async function preview(parameters: INodeParameters, evaluate: (index: number) => string = () => 'PUT') {
	const all: INodeParameters = {
		operation: 'preview',
		url: 'https://example.com/{{contact.id}}',
		...parameters,
	};
	const context = contextWith({
		getNode: () => ({
			name: 'Custom Webhook',
			type: 'customWebhook',
			credentials: { customWebhookSigningApi: { id: '1', name: 'S' } },
		}),
		getCredentials: async () =>
			await Promise.resolve({ secret: 'signing-secret', cert: 'no certificate' }),
		getWorkflow: () => ({ id: '1', name: 'W' }),
		getExecutionId: () => '1',
		getMode: () => 'manual',
		getInputData: () => ITEMS,
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => false,
		getNodeParameter: (name: string, index: number, fallback: unknown) => {
			itemsRead.push(index);
			return all[name] ?? fallback;
		},
		evaluateExpression: (_code: string, index: number) => evaluate(index),
		helpers: {},
	});
	const run = await openRun(context);
	return await Promise.all(ITEMS.map(async (item, index) => await processItem(run, index, item)));
}

const compile = jest.mocked(template.compileTemplate);
const makeRedactor = jest.mocked(redact.createRedactor);
beforeEach(() => {
	compile.mockClear();
	makeRedactor.mockClear();
	itemsRead.length = 0;
});

it('each template is compiled once a run, however many items there are', async () => {
	const outcomes = await preview({
		jsonBody: '{"id":{{contact.id}}}',
		headers: { header: [{ name: 'X-Id', value: '{{contact.id}}' }] },
	});
	expect(compile.mock.calls.map(([, field]) => field).sort()).toEqual(['headers.X-Id', 'jsonBody', 'url']);
	expect(outcomes.map(({ item }) => (item.json.request as { body: unknown }).body)).toEqual(
		ITEMS.map((_, id) => ({ id })),
	);
});

it('also where another parameter is an expression, which is evaluated for each item', async () => {
	const outcomes = await preview({
		method: '={{ $json.contact.method }}',
		jsonBody: '{"id":{{contact.id}}}',
	});
	expect(compile.mock.calls.map(([, field]) => field).sort()).toEqual(['jsonBody', 'url']);
	expect(outcomes.every(({ item }) => (item.json.request as { method: string }).method === 'PUT')).toBe(
		true,
	);
});

it('what hides the secrets is made once a run, unless items have other names to hide', async () => {
	await preview({ method: '={{ $json.contact.method }}' });
	expect(makeRedactor).toHaveBeenCalledTimes(1);
	const options = { logging: { values: { redactFields: '={{ $json.hide }}' } } };
	await preview({ options }, (index) => (index % 2 ? 'iban' : 'birthday'));
	expect(makeRedactor).toHaveBeenCalledTimes(3);
});

it('a signature is made as each item has it, where an expression makes it another for each', async () => {
	const signing = { values: { signing: 'hmac', signatureHeader: '={{ $json.header }}' } };
	const outcomes = await preview({ options: { signing } }, (index) => `X-Signature-${index}`);
	expect(outcomes.map(({ item }) => (item.json.request as { headers: object }).headers)).toEqual(
		ITEMS.map((_, index) => expect.objectContaining({ [`X-Signature-${index}`]: expect.any(String) })),
	);
});

it('a client certificate is for the items that ask for it, and no other', async () => {
	const options = { clientCertificate: '={{ $json.certificate }}' };
	const outcomes = await preview({ options }, (index) => String(index > 1));
	expect(outcomes.map(({ failure }) => failure?.kind)).toEqual(
		ITEMS.map((_, index) => (index > 1 ? 'tls' : undefined)),
	);
});

it('a value that is a mistake for some items fails them and no other, also where the first is one of them', async () => {
	const outcomes = await preview({ method: '={{ $json.m }}' }, (index) => (index < 2 ? 'FETCH' : 'PUT'));
	expect(outcomes.map(({ failure }) => failure?.field)).toEqual(
		ITEMS.map((_, index) => (index < 2 ? 'method' : undefined)),
	);
});

it('a value that is a mistake for every item is one of the set-up', async () => {
	await expect(preview({ method: '={{ $json.m }}' }, (index) => `M${index}`)).rejects.toThrow(/"M0"/);
});

it('a mistake in the set-up says where in the panel its field stands', async () => {
	const options = { retry: { values: { maxRetries: 'many' } } };
	await expect(preview({ options })).rejects.toMatchObject({
		message: expect.stringMatching(/^"options.maxRetries" is "many"/) as string,
		description: 'In the panel: Options → Retry → Max Retries',
	});
});

it('a mistake that stands in the panel is found at the first item, without a look at the others', async () => {
	await expect(preview({ method: 'FETCH' })).rejects.toThrow(/"FETCH"/);
	expect(new Set(itemsRead)).toEqual(new Set([0]));
});
