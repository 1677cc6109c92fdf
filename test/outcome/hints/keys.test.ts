import type { RunSeen } from '../../../nodes/CustomWebhook/outcome';
import { sharedKeys } from '../../../nodes/CustomWebhook/outcome/hints/keys';

const told = (changes: Partial<RunSeen['settings']>, repeatedKeys = 0) => {
	const settings = {
		method: 'POST',
		headers: [],
		templates: { syntax: 'handlebars', missingValues: 'empty', queryArrays: 'comma' },
		idempotency: { mode: 'off', value: '', header: 'Idempotency-Key' },
		...changes,
	} as unknown as RunSeen['settings'];
	return sharedKeys({ settings, repeatedKeys });
};
const typed = (value: string) => ({ headers: [{ name: 'idempotency-key', value }] });
const custom = (value: string) => ({
	idempotency: { mode: 'custom', value, header: 'Idempotency-Key' } as const,
});

it.each([typed('order-1'), custom('order-1'), { ...typed('a'), method: 'PATCH' as const }])(
	'a key without a placeholder is the same for every delivery: %j',
	(settings) => {
		expect(told(settings)).toEqual([
			'The idempotency key is the same for every delivery: a service that knows keys acts on the first only. ' +
				'Give each its own, such as {{order.id}}, or set Idempotency Key to Automatic.',
		]);
	},
);

it.each([
	typed('order-{{id}}'),
	typed('={{ $json.id }}'),
	typed(''),
	custom('{{id}}'),
	{ ...typed('a'), method: 'GET' as const },
	{ ...typed('a'), idempotency: { mode: 'auto', value: '', header: 'Idempotency-Key' } as const },
	{ headers: [{ name: 'X-Request-Id', value: 'a' }] },
])('a key of its own for each item is fine: %j', (settings) => {
	expect(told(settings)).toEqual([]);
});

it('items with the key of another one, and other data, are counted', () => {
	expect(told(typed('{{customer}}'), 1)).toEqual([
		'1 item has the idempotency key of another item, but other data: a service that knows keys does not act on it. ' +
			'Give each its own, such as {{order.id}}, or set Idempotency Key to Automatic.',
	]);
	expect(told(typed('a'), 2)).toEqual([
		expect.stringMatching(/^2 items have the idempotency key .* does not act on them\. /),
	]);
});
