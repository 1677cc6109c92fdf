import type { INodeParameters } from 'n8n-workflow';

import { openRun } from '../../nodes/CustomWebhook/run';
import { processItem } from '../../nodes/CustomWebhook/run/process-item';
import { contextWith } from '../n8n/context';

const ITEMS = Array.from({ length: 50 }, (_, id) => ({ json: { contact: { id, method: 'PUT' } } }));

/** The items whose parameters were asked for. */
const itemsRead: number[] = [];

/** A run that previews, so that nothing leaves. */
async function opened(parameters: INodeParameters, evaluate: (index: number) => string = () => 'PUT') {
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
	return await openRun(context);
}

async function preview(...setUp: Parameters<typeof opened>) {
	const run = await opened(...setUp);
	return await Promise.all(ITEMS.map(async (item, index) => await processItem(run, index, item)));
}

/** The plans of the first three items. */
async function plans(...setUp: Parameters<typeof opened>) {
	const run = await opened(...setUp);
	return await Promise.all(
		[0, 1, 2].map(async (index) => await run.planFor(run.settingsFor(index), index)),
	);
}

beforeEach(() => (itemsRead.length = 0));

const FIND_BY = { logging: { values: { findBy: '{{contact.id}}' } } };

it('items with the same settings share one plan, so that templates are compiled once a run', async () => {
	const [first, ...others] = await plans({ options: FIND_BY });
	expect(first!.findBy).toBeDefined();
	for (const plan of others) expect(plan).toBe(first);
});

it('if another parameter is an expression, it is evaluated for each item, and the templates are still shared', async () => {
	const [first, ...others] = await plans({ method: '={{ $json.contact.method }}', options: FIND_BY });
	for (const plan of others) {
		expect(plan).not.toBe(first);
		expect(plan.findBy).toBe(first!.findBy);
	}
	const outcomes = await preview({
		method: '={{ $json.contact.method }}',
		jsonBody: '{"id":{{contact.id}}}',
	});
	expect(outcomes.map(({ item }) => item.json.request)).toEqual(
		ITEMS.map((_, id) => expect.objectContaining({ method: 'PUT', body: { id } })),
	);
});

it('what hides the secrets is made once a run, unless items have other names to hide', async () => {
	const [first, second] = await plans({ method: '={{ $json.contact.method }}' });
	expect(second!.redactor).toBe(first!.redactor);
	const options = { logging: { values: { redactFields: '={{ $json.hide }}' } } };
	const [even, odd, alsoEven] = await plans({ options }, (index) => (index % 2 ? 'iban' : 'birthday'));
	expect(alsoEven!.redactor).toBe(even!.redactor);
	expect([even!, odd!].map(({ redactor }) => redactor.hidesName('iban'))).toEqual([false, true]);
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
	expect(outcomes[0]?.failure?.description).toBe('In the panel: Method');
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
