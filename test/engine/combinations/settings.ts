import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { DEEDS, type Deed } from './service';

/** An item, with what the service is to do with it. */
export interface MadeItem {
	name: unknown;
	hasFile: boolean;
	script: Deed[];
}

export const items: fc.Arbitrary<MadeItem[]> = fc.array(
	fc.record({
		name: fc.constantFrom<unknown>('Zoë', '', 'a/b', '"', '{{id}}', 5, null, undefined),
		hasFile: fc.boolean(),
		script: fc.array(fc.constantFrom('ok' as const, 'ok' as const, ...DEEDS), {
			minLength: 1,
			maxLength: 3,
		}),
	}),
	{ maxLength: 8 },
);

/** The settings of a run: parameters of the node, of which the URL is only what follows the origin. */
export type Made = INodeParameters & { options: Record<string, { values: INodeParameters }> };

const sometimes = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 2 });
const rarely = <T>(values: fc.Arbitrary<T>) =>
	fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values });
const form = (members: Record<string, fc.Arbitrary<unknown>>) =>
	fc.record(members).map((values) => ({ values: withoutGaps(values) }));
const withoutGaps = (values: object) =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** A field of the item in one of both languages. */
type Write = (field: string) => string;

const bodies = (field: Write) =>
	fc.constantFrom<INodeParameters>(
		{ jsonBody: `{"id":${field('id')},"name":"${field('name')}"}` },
		{ jsonBody: `{"id":${field('id')},"name":${field('name')}}` },
		{ bodySource: 'item' },
		{ contentType: 'xml', xmlBody: `<r><id>${field('id')}</id><name>${field('name')}</name></r>` },
		{ contentType: 'xml', xmlSource: 'json', xmlBody: `{"r":{"id":${field('id')}}}` },
		{ contentType: 'form', formFields: { field: [{ name: 'id', value: field('id') }] } },
		{ contentType: 'form', formSource: 'text', formBody: `id=${field('id')}&name=${field('name')}` },
		{
			contentType: 'multipart',
			multipartFields: {
				field: [
					{ kind: 'text', name: 'id', value: field('id') },
					{ kind: 'file', name: 'file', binaryProperty: 'data' },
				],
			},
		},
		{ contentType: 'text', textBody: `"id": ${field('id')}` },
	);

const options = fc.record({
	batch: sometimes(
		form({
			batchSize: fc.integer({ min: 1, max: 5 }),
			batchFormat: sometimes(fc.constantFrom('json', 'jsonLines')),
			batchAnswers: sometimes(fc.constantFrom('results', '')),
			batchEnvelope: sometimes(fc.constant('{"list":1,"all":{{items}}}')),
		}),
	),
	pagination: rarely(
		fc.constantFrom(
			{ values: { pagination: 'link' } },
			{ values: { pagination: 'nextUrl', nextPath: 'next' } },
			{ values: { pagination: 'counter', pageParameter: 'page', maxPages: 2 } },
		),
	),
	result: rarely(
		form({
			waitFor: fc.constant('location'),
			pollInterval: fc.constant(0.01),
			pollTimeout: fc.constant(0.3),
			donePath: fc.constantFrom('', 'state'),
			doneValues: fc.constant('done'),
		}),
	),
	retry: form({
		retryMode: sometimes(fc.constantFrom('safe', 'never')),
		maxRetries: sometimes(fc.integer({ min: 0, max: 2 })),
		retryBaseDelay: fc.constant(1),
		retryMaxDelay: fc.constant(5),
	}),
	limits: sometimes(
		form({
			concurrency: sometimes(fc.constantFrom(1, 2, 5)),
			circuitBreaker: sometimes(fc.constantFrom(0, 2)),
			requestsPerSecond: sometimes(fc.constant(1000)),
		}),
	),
	response: sometimes(
		form({
			responseFormat: sometimes(fc.constantFrom('text', 'file', 'json', 'xml')),
			output: sometimes(fc.constantFrom('simple', 'variables')),
			includeInput: sometimes(fc.boolean()),
		}),
	),
	success: sometimes(
		form({
			successStatusCodes: sometimes(fc.constant('2xx, 404')),
			successRule: sometimes(fc.constantFrom('statusOnly', 'graphqlErrors')),
		}),
	),
	templates: sometimes(form({ missingValues: fc.constantFrom('empty', 'fail') })),
	idempotency: sometimes(
		form({
			idempotencyKey: fc.constantFrom('auto', 'custom'),
			idempotencyKeyValue: fc.constant('key-{{id}}'),
		}),
	),
	signing: sometimes(form({ signing: fc.constantFrom('standardWebhooks', 'hmac') })),
	logging: sometimes(
		form({ logRequestBody: fc.boolean(), logResponseBody: fc.boolean(), findBy: fc.constant('{{id}}') }),
	),
	later: sometimes(form({ retrySchedule: fc.constant('5m, 1h') })),
	test: rarely(form({ testSend: fc.constantFrom('first', 'none') })),
});

const variables = fc.constantFrom<INodeParameters>(
	{ name: 'got', path: 'id' },
	{ name: 'got', path: 'id', required: true },
	{ name: 'x', source: 'status', type: 'linkedId' },
	{ name: 'deep.er', path: '', type: 'advanced' },
);

export const settings: fc.Arbitrary<Made> = fc.boolean().chain((isExpression) => {
	const field: Write = (name) => (isExpression ? `{{ $json.${name} }}` : `{{${name}}}`);
	return fc
		.record({
			operation: fc.constantFrom('send', 'send', 'send', 'send', 'preview'),
			method: fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'PATCH', 'GET', 'DELETE'),
			url: fc.constantFrom(`/?id=${field('id')}`, `/${field('name')}?id=${field('id')}`),
			body: bodies(field),
			onFailure: fc.constantFrom('automatic', 'route', 'continue'),
			responseVariables: sometimes(variables.map((variable) => ({ variable: [variable] }))),
			failureVariables: sometimes(
				fc.constant({ variable: [{ name: 'state', value: '{{name}} {{failure.kind}}' }] }),
			),
			webhookName: fc.constantFrom('', 'WH5'),
			options: options.map(withoutGaps),
		})
		.map(({ body, ...others }) => withoutGaps({ ...others, ...body }) as Made);
});
