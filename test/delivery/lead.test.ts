import { headersFor, placeQuery, readAddress, refuseTarget } from '../../nodes/CustomWebhook/delivery/lead';
import { requestTo } from '../support/delivery';

const from = new URL('https://a.test/x');
const rules = (allowsHost?: () => boolean) => ({
	request: requestTo(from.href, {
		idempotencyHeader: 'Idempotency-Key',
		credential: { headers: ['X-Service'], ...(allowsHost ? { allowsHost } : {}) },
	}),
	policy: { httpsOnly: false },
});

test.each([
	['/y?z', 'https://a.test/y?z'],
	['?p=2', 'https://a.test/x?p=2'],
	['//b.test/', 'https://b.test/'],
])('%s leads to %s', (address, href) => {
	expect(String(readAddress(address, from))).toBe(href);
});

test('What is no http address is shown without user name, password and query', () => {
	expect(readAddress('ftp://user:pass@b.test/file?token=1', from)).toBe('ftp://b.test/file');
});

test.each([
	['https://u:p@a.test/', 'with a user name', undefined, undefined],
	['http://a.test/', 'over http', undefined, undefined],
	['https://b.test/', 'allowed domains', () => false, undefined],
	['https://b.test/', 'a body is not sent on', undefined, 'body'],
])('Nobody is led to %s: %s', (target, message, allowsHost, body) => {
	const lead = () => refuseTarget(from, new URL(target), rules(allowsHost), 'leads to', body);
	expect(lead).toThrow(message);
});

test('At another origin no header is left that is secret, or meant for the first', () => {
	const names = [
		'Authorization',
		'Cookie',
		'Host',
		'X-Service',
		'Idempotency-Key',
		'Accept',
		'X-Signature',
	];
	const headers = names.map((name): [string, string] => [name, 'x']);
	const signing = { ...rules(), policy: { httpsOnly: false, signing: { header: 'X-Signature' } as never } };
	expect(headersFor(headers, true, true, signing)).toEqual([['Accept', 'x']]);
	expect(headersFor(headers, false, true, signing)).toEqual(headers);
});

test("A credential's parameter is put on addresses of its origin, and taken off all others", () => {
	const request = requestTo(from.href, {
		credential: { headers: [], query: [{ name: 'k', value: 's&1' }] },
	});
	const at = (url: string, leftOrigin: boolean) => placeQuery(new URL(url), leftOrigin, request).search;
	expect(at('https://a.test/?p=2', false)).toBe('?p=2&k=s%261');
	expect(at('https://a.test/?k=own', false)).toBe('?k=own');
	expect(at('https://b.test/?p=2&other=s%261', true)).toBe('?p=2');
});
