import { withPageParameter } from '../../nodes/CustomWebhook/request/page-parameter';
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
