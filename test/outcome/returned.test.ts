import type { JsonValue } from '../../nodes/CustomWebhook/formats/json';
import { returned } from '../../nodes/CustomWebhook/outcome';

const back = (failure: JsonValue, hasFailed = true) =>
	returned({ json: { failure } } as never, 3, hasFailed, () => ({ set: [] }) as never);

test.each<[JsonValue, object]>([
	[
		{ kind: 'status', message: '422', retryable: true },
		{ kind: 'status', message: '422', retryable: true },
	],
	[null, { kind: 'response', message: 'The saved webhook reported a failure' }],
	[
		{ kind: 'no such kind', message: 'm', retryable: 'yes' },
		{ kind: 'response', message: 'm', retryable: false },
	],
	['by hand', { kind: 'response', message: 'by hand' }],
	[
		{ kind: 'status', message: 5 },
		{ kind: 'status', message: 'The saved webhook reported a failure' },
	],
	[true, { kind: 'response', message: 'The saved webhook reported a failure' }],
])('An item that comes back with the failure %j has failed', (failure, expected) => {
	expect(back(failure)).toMatchObject({ failure: expected, item: { pairedItem: { item: 3 } } });
});

test('One that has not failed has no failure, whatever it carries', () => {
	expect(back('The engine does not start', false)).not.toHaveProperty('failure');
});

test('The status of a failure is known', () => {
	expect(back({ kind: 'status', message: 'm', statusCode: 422 })).toMatchObject({ statusCode: 422 });
	expect(back({ kind: 'dns', message: 'm' })).not.toHaveProperty('statusCode');
	expect(back({ kind: 'status', message: 'm', statusCode: '422' })).not.toHaveProperty('statusCode');
});

test('Its files come back with it', () => {
	const binary = { data: { mimeType: 'text/plain', data: '' } };
	expect(returned({ json: {}, binary }, 0, false, () => ({}) as never).item).toEqual({
		json: {},
		binary,
		pairedItem: { item: 0 },
	});
});
