import { contentTypeOf, readingOf } from '../../nodes/CustomWebhook/response/content-type';

describe('contentTypeOf', () => {
	test.each([
		['application/json', { mediaType: 'application/json' }],
		['Application/JSON; Charset="UTF-8"', { mediaType: 'application/json', charset: 'UTF-8' }],
		['text/plain;charset=iso-8859-1;x=y', { mediaType: 'text/plain', charset: 'iso-8859-1' }],
		['text/html;', { mediaType: 'text/html' }],
		['json', { mediaType: '' }],
		['', { mediaType: '' }],
		[`text/plain; x=${'a'.repeat(65_536)}`, { mediaType: 'text/plain' }],
	])('reads %.60s', (header, type) => {
		expect(contentTypeOf({ 'content-type': header })).toEqual(type);
	});

	test('reads each answer by its own header, whatever came before', () => {
		const read = (header: string) => contentTypeOf({ 'content-type': header }).mediaType;
		const headers = ['text/html', 'text/html', 'json', 'json', 'text/html', 'text/xml'];
		expect(headers.map(read)).toEqual(['text/html', 'text/html', '', '', 'text/html', 'text/xml']);
	});

	test('no header is no type', () => {
		expect(contentTypeOf({})).toEqual({ mediaType: '' });
	});

	test('of several headers the last readable one holds, and they are left as they are', () => {
		const headers = { 'content-type': ['text/plain', 'application/json', 'nonsense'] };
		expect(contentTypeOf(headers)).toEqual({ mediaType: 'application/json' });
		expect(headers['content-type']).toEqual(['text/plain', 'application/json', 'nonsense']);
	});
});

describe('readingOf', () => {
	test.each([
		['application/json', 'json'],
		['application/problem+json', 'json'],
		['application/xml', 'xml'],
		['text/xml', 'xml'],
		['application/soap+xml', 'xml'],
		['image/svg+xml', 'xml'],
		['text/html', 'text'],
		['text/csv', 'text'],
		['application/x-www-form-urlencoded', 'text'],
		['text/plain', 'textOrJson'],
		['', 'textOrJson'],
		['application/pdf', 'file'],
		['application/octet-stream', 'file'],
		['image/png', 'file'],
		['multipart/mixed', 'file'],
	] as const)('auto reads %p as %s', (mediaType, reading) => {
		expect(readingOf('auto', mediaType)).toBe(reading);
	});

	test.each(['json', 'xml', 'text', 'file'] as const)('%s holds whatever the type is', (format) => {
		for (const type of ['application/json', 'text/xml', 'text/plain', '', 'image/png']) {
			expect(readingOf(format, type)).toBe(format);
		}
	});
});
