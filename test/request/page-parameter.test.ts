import { atFirstPage, withPageParameter } from '../../nodes/CustomWebhook/request/page-parameter';
import type { OutgoingRequest } from '../../nodes/CustomWebhook/delivery';

const request = (changed: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
	method: 'POST',
	url: 'https://a.test/x?a=1&page=1&page=2',
	headers: [],
	...changed,
});

test('In the query the value takes the place of all of its name, encoded', () => {
	expect(withPageParameter(request(), { name: 'page', place: 'query' }, 'a&b ').url).toBe(
		'https://a.test/x?a=1&page=a%26b%20',
	);
});

test('A GET has it in the query, whatever the first method was', () => {
	const { url } = withPageParameter(request({ method: 'GET' }), { name: 'q', place: 'json' }, 3);
	expect(url).toMatch(/&q=3$/);
});

test('In JSON all else stays byte for byte, and text stays text', () => {
	const body = '{"big":12345678901234567890,"v":{"after":null}}';
	const parameter = { name: 'v.after', place: 'json' } as const;
	expect(withPageParameter(request({ body }), parameter, '7').body).toBe(
		'{"big":12345678901234567890,"v":{"after":"7"}}',
	);
	expect(withPageParameter(request(), { name: 'page', place: 'json' }, 7)).toMatchObject({
		body: '{"page":7}',
		headers: [['Content-Type', 'application/json']],
	});
});

test('In a form it takes the place of its own', () => {
	const parameter = { name: 'p', place: 'form' } as const;
	expect(withPageParameter(request({ body: 'a=1&p=2' }), parameter, 3).body).toBe('a=1&p=3');
	expect(withPageParameter(request(), parameter, 3).body).toBe('p=3');
});

test.each([
	[{ body: '[1]' }, 'has no object'],
	[{ body: Buffer.from('x') }, 'is compressed'],
])('A body without a place for it fails the item: %j', (changed, message) => {
	const withIt = () => withPageParameter(request(changed), { name: 'page', place: 'json' }, 1);
	expect(withIt).toThrow(message);
});

describe('Counted pages', () => {
	const firstOf = async (
		changed: Partial<OutgoingRequest>,
		place: 'query' | 'json' | 'form',
		start = 1,
	) => {
		const plan = {
			build: async () => await Promise.resolve(request({ url: 'https://a.test/', ...changed })),
		};
		const pagination = { mode: 'counter', parameter: { name: 'page', place }, start } as never;
		return await atFirstPage(plan, pagination).build({} as never, {} as never);
	};

	test.each([
		[{ url: 'https://a.test/?page=5' }, 'query'],
		[{ method: 'GET', url: 'https://a.test/?page=5' }, 'json'],
		[{ body: '{"page":5}' }, 'json'],
		[{ body: '{"page":"5"}' }, 'json'],
		[{ body: 'page=5' }, 'form'],
	] as const)('another first page in the request fails the item: %j', async (changed, place) => {
		await expect(firstOf(changed, place)).rejects.toMatchObject({
			kind: 'request',
			message: expect.stringContaining('the request has page=5, but First Page is 1') as string,
		});
	});

	test.each([
		[{ url: 'https://a.test/?page=5' }, 'query', 'https://a.test/?page=5'],
		[{ url: 'https://a.test/?page=05' }, 'form', 'https://a.test/?page=05'],
		[{ body: '{"page":5}' }, 'json', '{"page":5}'],
		[{ body: '{"page":null}' }, 'json', '{"page":5}'],
		[{ body: 'page=5' }, 'form', 'page=5'],
	] as const)('the same one, or none, does not: %j', async (changed, place, expected) => {
		const first = await firstOf(changed, place, 5);
		expect(place === 'query' || !('body' in changed) ? first.url : first.body).toBe(expected);
	});
});
