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

	test('reads each response by its own header, whatever came before', () => {
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
		['text/json', 'json'],
		['text/x-json', 'json'],
		['application/x-json', 'json'],
		['application/json-rpc', 'json'],
		['application/jsonrequest', 'json'],
		['application/x-amz-json-1.0', 'json'],
		['application/x-amz-json-1.1', 'json'],
		['text/javascript', 'textOrJson'],
		['application/javascript', 'textOrJson'],
		['application/x-javascript', 'textOrJson'],
		['application/x-ndjson', 'jsonLines'],
		['application/jsonl', 'jsonLines'],
		['application/stream+json', 'jsonLines'],
		['application/json-seq', 'jsonSequence'],
		['text/event-stream', 'events'],
		['application/http', 'text'],
		['application/jsonish', 'file'],
		['multipart/mixed', 'file'],
	] as const)('auto reads %p as %s', (mediaType, reading) => {
		expect(readingOf('auto', { mediaType })).toBe(reading);
	});

	test('a multipart body is read as its parts if the type names the boundary', () => {
		const type = contentTypeOf({ 'content-type': 'multipart/related; boundary="a b"' });
		expect(type).toEqual({ mediaType: 'multipart/related', boundary: 'a b' });
		expect(readingOf('auto', type)).toBe('multipart');
		expect(readingOf('text', type)).toBe('text');
	});

	test('JSON lines stay lines if the author asks for JSON', () => {
		expect(readingOf('json', { mediaType: 'application/x-ndjson' })).toBe('jsonLines');
	});

	test.each(['json', 'xml', 'text', 'file'] as const)('%s holds whatever the type is', (format) => {
		for (const type of ['application/json', 'text/xml', 'text/plain', '', 'image/png']) {
			expect(readingOf(format, { mediaType: type })).toBe(format);
		}
	});
});
