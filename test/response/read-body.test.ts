import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import type { ResponseHead } from '../../nodes/CustomWebhook/delivery/types';
import { bodyReader } from '../../nodes/CustomWebhook/response/read-body';
import type { Settings } from '../../nodes/CustomWebhook/settings';

interface Given {
	format?: Settings['response']['format'];
	charset?: string;
	method?: string;
	statusCode?: number;
	type?: string;
	body?: string | Buffer;
}

const read = async ({
	format = 'auto',
	charset = '',
	method = 'GET',
	statusCode = 200,
	type,
	body = '',
}: Given) => {
	const bytes = Buffer.from(body);
	const head: ResponseHead = {
		statusCode,
		statusMessage: '',
		headers: type === undefined ? {} : { 'content-type': type },
		url: 'https://x.test/file.bin',
		method,
	};
	const reader = bodyReader({ format, charset, binaryProperty: 'data' }, buffer);
	return await reader(head, {
		bytes: async () => await Promise.resolve(bytes),
		stream: () => Readable.from(bytes.length > 0 ? [bytes] : []),
	});
};

describe('bodyReader', () => {
	test.each<[string, Given, unknown]>([
		['JSON', { type: 'application/json', body: '{"a":1}' }, { a: 1 }],
		['JSON with its own type', { type: 'application/vnd.api+json; charset=utf-8', body: '[1]' }, [1]],
		[
			'JSON that is one value',
			{ type: 'application/json', body: '12345678901234567890' },
			'12345678901234567890',
		],
		[
			'JSON in another charset',
			{ type: 'application/json; charset=iso-8859-1', body: Buffer.from('"ü"', 'latin1') },
			'ü',
		],
		['JSON with a byte order mark', { type: 'application/json', body: '\uFEFF{"a":1}' }, { a: 1 }],
		['XML', { type: 'application/xml', body: '<a><b>007</b></a>' }, { a: { b: '007' } }],
		[
			'SOAP',
			{ type: 'application/soap+xml; charset=utf-8; action="x"', body: '<s:E>x</s:E>' },
			{ 's:E': 'x' },
		],
		[
			'XML in the charset of its declaration',
			{
				type: 'text/xml',
				body: Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>ü</a>', 'latin1'),
			},
			{ a: 'ü' },
		],
		[
			'JSON with blank lines, marks and NULs around it',
			{ type: 'application/json', body: '\n\uFEFF\n{"a":1}\n\0\0' },
			{ a: 1 },
		],
		[
			'XML with blank lines, marks and NULs around it',
			{ type: 'text/xml', body: '\uFEFF\n\uFEFF \n<?xml version="1.0"?><a>1</a>\0\n' },
			{ a: '1' },
		],
		['JSON under the type of a script', { type: 'text/javascript', body: '{"a":1}' }, { a: 1 }],
		['a script', { type: 'text/javascript', body: 'alert(1)' }, 'alert(1)'],
		[
			'JSON lines',
			{ type: 'application/x-ndjson', body: '{"a":1}\r\n\n[2]\n"c"\n' },
			[{ a: 1 }, [2], 'c'],
		],
		['a JSON sequence', { type: 'application/json-seq', body: '\x1e{"a":1}\n\x1e2\n' }, [{ a: 1 }, 2]],
		[
			'an event stream',
			{
				type: 'text/event-stream; charset=utf-8',
				body: ': hi\nevent: add\nid: 7\ndata: {"a":\ndata: 1}\n\ndata:two\r\rretry: 5\n\ndata: last',
			},
			[
				{ event: 'add', data: { a: 1 }, id: '7' },
				{ event: 'message', data: 'two' },
				{ event: 'message', data: 'last' },
			],
		],
		[
			'the charset that the author names',
			{ charset: 'gbk', type: 'text/plain; charset=utf-8', body: Buffer.from([0xc4, 0xe3]) },
			'你',
		],
		[
			'XML in the charset that the author names',
			{ charset: 'iso-8859-1', type: 'text/xml', body: Buffer.from('<a>ü</a>', 'latin1') },
			{ a: 'ü' },
		],
		['text', { type: 'text/html', body: '<p>{"a":1}' }, '<p>{"a":1}'],
		['text that is JSON, under another type', { type: 'text/csv', body: '{"a":1}' }, '{"a":1}'],
		['a form', { type: 'application/x-www-form-urlencoded', body: 'a=1&b=2' }, 'a=1&b=2'],
		['plain text', { type: 'text/plain', body: 'ok' }, 'ok'],
		['an object in plain text', { type: 'text/plain', body: ' {"a":1}\n' }, { a: 1 }],
		['a list without a type', { body: '[1,2]' }, [1, 2]],
		['a number in plain text', { type: 'text/plain', body: '007' }, '007'],
		['quoted text in plain text', { type: 'text/plain', body: '"a"' }, '"a"'],
		['a bracket in plain text', { type: 'text/plain', body: '[info] ok' }, '[info] ok'],
		['XML without a type', { body: '<a/>' }, '<a/>'],
		['a type that cannot be read', { type: 'nonsense', body: '{"a":1}' }, { a: 1 }],
		['JSON where the author says so', { format: 'json', type: 'text/html', body: '"a"' }, 'a'],
		[
			'XML where the author says so',
			{ format: 'xml', type: 'application/json', body: '<a/>' },
			{ a: '' },
		],
		[
			'text where the author says so',
			{ format: 'text', type: 'application/json', body: '{"a":1}' },
			'{"a":1}',
		],
	])('reads %s', async (_, given, body) => {
		expect(await read(given)).toEqual({ body });
	});

	test.each<[string, Given]>([
		['a response to HEAD', { method: 'HEAD', type: 'application/json' }],
		['204', { statusCode: 204 }],
		['205', { statusCode: 205, body: 'x' }],
		['304', { statusCode: 304, type: 'image/png' }],
		['an empty JSON response', { type: 'application/json' }],
		['a blank JSON response', { type: 'application/json', body: ' \n' }],
		['an empty text response', { type: 'text/plain' }],
		['an empty response without a type', {}],
		['an empty file', { type: 'image/png' }],
		['an empty response that the author wants as a file', { format: 'file', type: 'text/plain' }],
	])('%s has body null', async (_, given) => {
		expect(await read(given)).toEqual({ body: null });
	});

	test('the body of HEAD, 204 and 304 is not even opened', async () => {
		const untouched = () => {
			throw new Error('touched');
		};
		const reader = bodyReader({ format: 'file', charset: '', binaryProperty: 'data' }, untouched);
		const head = { statusMessage: '', headers: {}, url: '', statusCode: 200, method: 'HEAD' };
		expect(await reader(head, { bytes: untouched, stream: untouched })).toEqual({ body: null });
	});

	test.each<[string, Given, RegExp]>([
		[
			'JSON that is cut off',
			{ type: 'application/json', body: '{"a":' },
			/^The response is not well-formed JSON: .+\.$/,
		],
		[
			'a line that is not JSON',
			{ type: 'application/x-ndjson', body: '{"a":1}\n{"b":' },
			/^The response is not well-formed JSON lines: line 2: /,
		],
		[
			'a page instead of JSON',
			{ type: 'application/json', body: '<html>' },
			/It looks like HTML or XML\.$/,
		],
		[
			'a JSON bomb',
			{ type: 'application/json', body: '['.repeat(100_000) + ']'.repeat(100_000) },
			/deeper than 1000 levels/,
		],
		[
			'XML that is cut off',
			{ type: 'text/xml', body: '<a><b></a>' },
			/^The response is not well-formed XML: line 1, column 7: .*[^.]\.$/,
		],
		['an XML bomb', { type: 'text/xml', body: '<!DOCTYPE a [<!ENTITY x "lol">]><a>&x;</a>' }, /DTD/],
		['a deep XML', { type: 'text/xml', body: '<a>'.repeat(100_000) + '</a>'.repeat(100_000) }, /XML: /],
	])('%s stays text, with the reason', async (_, given, reason) => {
		const decoded = await read(given);
		expect(decoded.body).toBe(given.body);
		expect(decoded.parseError).toMatch(reason);
		expect(decoded.parseError?.length).toBeLessThan(300);
	});

	test('a JSON bomb in plain text is text', async () => {
		const bomb = '['.repeat(100_000) + ']'.repeat(100_000);
		expect(await read({ type: 'text/plain', body: bomb })).toEqual({ body: bomb });
	});

	test('a file is kept as it came, byte by byte', async () => {
		const bytes = Buffer.from([0, 255, 254, 13, 10]);
		expect(await read({ type: 'image/png; x=y', body: bytes })).toEqual({
			body: null,
			file: { fileName: 'file.bin', mimeType: 'image/png', bytes: 5, stored: bytes },
		});
		expect((await read({ format: 'file', type: 'application/json', body: '{}' })).file).toMatchObject({
			mimeType: 'application/json',
			bytes: 2,
		});
	});
});

describe('A compressed body without Content-Encoding', () => {
	test.each(['application/json', 'text/plain', 'text/xml', 'application/x-ndjson', 'text/event-stream'])(
		'stays text that says so: %s',
		async (type) => {
			const decoded = await read({ type, body: gzipSync('{"a":1}') });
			expect(decoded.body).toMatch(/^\x1f/);
			expect(decoded).not.toHaveProperty('hasLostBytes');
			expect(decoded.parseError).toBe(
				'The response is compressed (gzip), but has no Content-Encoding header that says so. ' +
					'To take it as a file, set Response Format to File.',
			);
		},
	);

	test('is a file if the author wants one', async () => {
		expect(await read({ format: 'file', body: gzipSync('{}') })).not.toHaveProperty('parseError');
	});
});

describe('A body that stays text', () => {
	const errorOf = async (given: Given) => (await read(given)).parseError!;

	test('is called a page only where JSON was announced and it looks like one', async () => {
		expect(await errorOf({ type: 'application/json', body: ' <p>' })).toMatch(/HTML or XML\.$/);
		expect(await errorOf({ type: 'application/json', body: 'x <p>' })).not.toMatch(/HTML/);
		expect(await errorOf({ type: 'text/xml', body: '<p>' })).not.toMatch(/HTML/);
	});

	test('has its reason cut, where a parser repeats what it read', async () => {
		const body = `<a></${'b'.repeat(1000)}>`;
		expect(await errorOf({ type: 'text/xml', body })).toMatch(/…\.$/);
		expect(await errorOf({ type: 'text/xml', body: '<a></b>' })).not.toContain('…');
	});

	test('is one that only has braces in it', async () => {
		expect(await read({ type: 'text/plain', body: 'x [1]' })).toEqual({ body: 'x [1]' });
		expect(await read({ type: 'text/plain', body: '{"a"' })).toEqual({ body: '{"a"' });
	});
});

test('An encoding that XML declares holds for XML only', async () => {
	const body = Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>ü</a>', 'latin1');
	expect((await read({ type: 'text/xml', body })).body).toEqual({ a: 'ü' });
	expect((await read({ type: 'text/plain', body })).body).toMatch(/<a>\uFFFD<\/a>$/);
});

test('XML with too much in it to be read stays text, and fails the item', async () => {
	const body = `<a>${'<b/>'.repeat(1_000_001)}</a>`;
	expect(await read({ type: 'text/xml', body })).toEqual({
		body,
		parseError: expect.stringContaining('too complex') as string,
		failure: expect.objectContaining({ kind: 'response' }) as unknown,
	});
});
