import type { JsonValue } from '../../nodes/CustomWebhook/formats/json';
import { saysFailed } from '../../nodes/CustomWebhook/response';

it.each<[JsonValue, string]>([
	[{ ok: false, error: 'invalid_auth' }, 'ok'],
	[{ success: false }, 'success'],
	[{ data: null, errors: [{ message: 'no' }] }, 'errors'],
	[{ data: { a: 1 }, errors: [{ message: 'no' }] }, 'errors'],
])('%j says that it is no success', (body, member) => {
	expect(saysFailed(body)).toBe(member);
});

it.each<[JsonValue]>([
	[{ ok: true }],
	[{ ok: 'false' }],
	[{ success: 0 }],
	[{ result: { ok: false } }],
	[{ errors: [{ message: 'no' }] }],
	[{ data: {}, errors: [] }],
	[[{ ok: false }]],
	['ok: false'],
	[null],
])('%j does not', (body) => {
	expect(saysFailed(body)).toBeUndefined();
});
