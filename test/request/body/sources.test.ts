import fc from 'fast-check';

import { planBody } from '../../../nodes/CustomWebhook/request/body';
import type { BodySettings } from '../../../nodes/CustomWebhook/settings';
import { compileTemplate, type QueryArrays } from '../../../nodes/CustomWebhook/template';
import { compile, noFiles, scopeOf } from '../support';

const build = async (settings: BodySettings, item: object) =>
	await planBody(settings, compile, 'comma')(scopeOf(item), noFiles);

describe('JSON of the record or of the item', () => {
	const item = { contact: { name: 'Zoë', tags: ['a'] }, x: 1 };

	it('is all fields, in their order', async () => {
		expect(await build({ type: 'jsonOf', source: 'record' }, item)).toMatchObject({
			content: '{"name":"Zoë","tags":["a"]}',
			contentType: 'application/json',
		});
		expect((await build({ type: 'jsonOf', source: 'item' }, item))?.content).toBe(JSON.stringify(item));
	});

	it('fails for an item without a record, and for the whole item if only the record is readable', async () => {
		await expect(build({ type: 'jsonOf', source: 'record' }, { x: 1 })).rejects.toMatchObject({
			kind: 'template',
			field: 'bodySource',
		});
		const scope = { ...scopeOf(item), root: item, hidden: { full: item, partial: new Set() } };
		const whole = planBody({ type: 'jsonOf', source: 'item' }, compile, 'comma');
		await expect(whole(scope as never, noFiles)).rejects.toMatchObject({ kind: 'template' });
	});
});

describe('A form as text', () => {
	const form = async (text: string, item: object = {}) =>
		(await build({ type: 'formText', text }, item))?.content;

	it.each([
		['a=1&b={{x}}', { x: 'a&b=c d%é+' }, 'a=1&b=a%26b%3Dc%20d%25%C3%A9%2B'],
		['metadata[{{k}}]={{x}}', { k: 'a]b', x: 1 }, 'metadata[a%5Db]=1'],
		['a=1&\n  b={{x}}\r\n\t&c=3\n', { x: 'line\nbreak' }, 'a=1&b=line%0Abreak&c=3'],
		['=msg=Hello world é #1 100%', {}, 'msg=Hello+world+%C3%A9+%231+100%25'],
		['a=x%20y+z', {}, 'a=x%20y+z'],
		['a={{ JSON.stringify(1) }}', {}, 'a=%20JSON.stringify(1)%20'],
	])('%j with %j is sent as it looks', async (text, item, expected) => {
		expect(await form(text, item)).toBe(expected);
	});

	it.each(['a=1\nb=2', 'a=1\r\n\r\nb=2', 'a=1&\nb=2 \n c=3', 'a: 1\nb: 2', 'a=x\ny&b=2'])(
		'a line break that may end a field or belong to a value is a mistake: %j',
		async (text) => {
			await expect(form(text)).rejects.toMatchObject({
				kind: 'request',
				field: 'formBody',
				message: expect.stringMatching(
					/^Form Body, line \d, column \d+: the line ends without &\. Put & between two fields/,
				) as unknown,
			});
		},
	);

	it.each(['a=1&\nb=2', 'a=1&\r\n\r\n  b=2\n', '\na=1\n&b=2'])(
		'fields can be on lines of their own: %j',
		async (text) => {
			expect(await form(text)).toBe('a=1&b=2');
		},
	);

	it('of nothing is no body', async () => {
		expect(await form(' \n')).toBeUndefined();
	});

	it('no value adds a field, and each is read back', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary' }), async (x) => {
				const content = await form('a=1&b={{x}}&c=2', { x });
				expect([...new URLSearchParams(content as string)]).toEqual([
					['a', '1'],
					['b', x.toWellFormed()],
					['c', '2'],
				]);
			}),
		);
	});

	it.each<[QueryArrays, string]>([
		['comma', 't=a%2Cb&x=1'],
		['repeat', 't=a&t=b&x=1'],
		['brackets', 't%5B%5D=a&t%5B%5D=b&x=1'],
	])('lists go as in rows: %s', async (queryArrays, expected) => {
		const withLists = (
			text: string,
			field = '',
			target: Parameters<typeof compileTemplate>[2] = 'text',
		) =>
			compileTemplate(text, field, target, {
				syntax: 'handlebars',
				missingValues: 'empty',
				queryArrays,
			});
		const body = planBody({ type: 'formText', text: 't={{t}}&x=1' }, withLists, queryArrays);
		expect((await body(scopeOf({ t: ['a', 'b'] }), noFiles))?.content).toBe(expected);
	});
});
