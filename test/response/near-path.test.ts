import fc from 'fast-check';

import { getPath } from '../../nodes/CustomWebhook/response';
import { nearPath } from '../../nodes/CustomWebhook/response/near-path';
import { compilePath } from '../../nodes/CustomWebhook/formats';
import type { JsonValue } from '../../nodes/CustomWebhook/formats/json';

const BODY = {
	id: 7,
	data: { user: { firstName: 'Zoë', tags: [{ label: 'a' }] }, none: null },
	users: [{ title: 'Dr', address: { town: 'Bonn' } }],
	'odd name': { inside: 1 },
};

describe('A path that finds nothing', () => {
	test.each([
		['a group too much', 'data.id', 'id'],
		['a group too little', 'user.firstName', 'data.user.firstName'],
		['another group', 'result.user.firstName', 'data.user.firstName'],
		['a slip', 'data.user.fristName', 'data.user.firstName'],
		['other capitals', 'Data.User.first_name', 'data.user.firstName'],
		['no index', 'users.title', 'users.0.title'],
		['an index in brackets', 'body.users[0].titel', 'users.0.title'],
		['the last name alone', 'town', 'users.0.address.town'],
		['a null', 'none', 'data.none'],
	])('is nearly another one: it has %s', (_, path, near) => {
		expect(nearPath(path, BODY)).toBe(near);
	});

	test.each([
		['Envelope.Body.AddResponse.AddResult', 'soap:Envelope.soap:Body.AddResponse.AddResult'],
		['AddResult', 'soap:Envelope.soap:Body.AddResponse.AddResult'],
		['Envelope.Head', undefined],
	])('is nearly the one with the prefixes of the XML: %s', (path, near) => {
		const body = { 'soap:Envelope': { 'soap:Body': { AddResponse: { AddResult: '7' } } } };
		expect(nearPath(path, body)).toBe(near);
	});

	test.each(['price', '', 'users.*.titel', '["a b"]', 'odd name', 'inside', '0', 'constructor', 'a..b'])(
		'is not nearly another one: %j',
		(path) => {
			expect(nearPath(path, BODY)).toBeUndefined();
		},
	);

	test('is looked for in objects and lists only', () => {
		for (const body of ['text', 7, null, [], {}] as const) expect(nearPath('id', body)).toBeUndefined();
		expect(nearPath('id', [{ id: 1 }])).toBe('0.id');
	});

	test('is never answered with a path that finds nothing', () => {
		const names = fc.constantFrom('id', 'data', 'user', 'users', '0', 'name', 'naem');
		const { body } = fc.letrec((tie) => ({
			body: fc.oneof(
				{ maxDepth: 4 },
				fc.constantFrom<JsonValue>(1, 'x', null),
				fc.array(tie('body'), { maxLength: 2 }),
				fc.dictionary(names, tie('body'), { maxKeys: 3 }),
			),
		}));
		fc.assert(
			fc.property(body, fc.array(names, { minLength: 1, maxLength: 4 }), (value, path) => {
				const near = nearPath(path.join('.'), value as JsonValue);
				if (near !== undefined) expect(getPath(value as JsonValue, compilePath(near))).toBeDefined();
			}),
		);
	});

	test('is looked for in the beginning of a large body only', () => {
		const rows = Array.from({ length: 100_000 }, () => ({ a: { b: { c: 1 } } }));
		const reads = jest.spyOn(Object, 'keys');
		expect(nearPath('data.nothing.here', { rows, last: { nothing: { here: 1 } } })).toBe(
			'last.nothing.here',
		);
		expect(nearPath('zzz', { rows })).toBeUndefined();
		expect(reads.mock.calls.length).toBeLessThan(5_000);
		reads.mockRestore();
	});
});
