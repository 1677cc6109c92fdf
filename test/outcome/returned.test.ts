import type { JsonValue } from '../../nodes/CustomWebhook/formats/json';
import { returned } from '../../nodes/CustomWebhook/outcome';

const back = (failure?: JsonValue) =>
	returned({ json: failure === undefined ? {} : { failure } } as never, 3, () => ({ set: [] }) as never);

test.each<[JsonValue, object]>([
	[
		{ kind: 'status', message: '422', retryable: true },
		{ kind: 'status', message: '422', retryable: true },
	],
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

test.each<[JsonValue | undefined]>([[undefined], [null], [false], ['']])(
	'One with the failure %j has not',
	(failure) => {
		expect(back(failure)).not.toHaveProperty('failure');
	},
);

test('Its files come back with it', () => {
	const binary = { data: { mimeType: 'text/plain', data: '' } };
	expect(returned({ json: {}, binary }, 0, () => ({}) as never).item).toEqual({
		json: {},
		binary,
		pairedItem: { item: 0 },
	});
});
