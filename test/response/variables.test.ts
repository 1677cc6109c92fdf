import fc from 'fast-check';

import type { JsonValue } from '../../nodes/CustomWebhook/formats/json/value';
import type { VariableRule } from '../../nodes/CustomWebhook/settings';
import { parseJson } from '../../nodes/CustomWebhook/formats/json/parse';
import { parseXml } from '../../nodes/CustomWebhook/formats/xml';
import { markAsXml } from '../../nodes/CustomWebhook/response/from-xml';
import { addVariables } from '../../nodes/CustomWebhook/response/set-variables';
import {
	compileVariables,
	type MappedResponse,
	mapVariables,
	unsetVariables,
} from '../../nodes/CustomWebhook/response/variables';

const rule = (changes: Partial<VariableRule>): VariableRule => ({
	name: 'x',
	source: 'body',
	path: '',
	type: 'variable',
	dataType: 'auto',
	defaultValue: '',
	required: false,
	...changes,
});

const response: MappedResponse = {
	statusCode: 201,
	statusMessage: 'Created',
	headers: { 'x-id': '42', link: ['<a>', '<b>'], 'x-flag': 'TRUE', 'x.y': 'dotted' },
	url: 'https://x.test/end',
	body: {
		id: 7,
		code: '007',
		none: null,
		users: [{ title: 'Dr' }, { title: 'Ms' }],
		deep: { a: { b: 1 } },
	},
};

const map = (changes: Partial<VariableRule>, of = response) =>
	mapVariables(compileVariables([rule(changes)]), of)[0]?.value;
const add = (json: { [name: string]: JsonValue }, ...rules: Array<Partial<VariableRule>>) =>
	addVariables(json, mapVariables(compileVariables(rules.map(rule)), response));

describe('mapVariables', () => {
	test.each<[string, Partial<VariableRule>, JsonValue | undefined]>([
		['the whole body', { path: '' }, response.body],
		['a path in the body', { path: 'users.*.title' }, ['Dr', 'Ms']],
		['a null is a value', { path: 'none', defaultValue: 'd' }, null],
		['a header, without case', { source: 'header', path: 'X-ID' }, '42'],
		['a header as a number', { source: 'header', path: 'x-id', dataType: 'number' }, 42],
		['a header as yes or no', { source: 'header', path: 'x-flag', dataType: 'boolean' }, true],
		['a repeated header', { source: 'header', path: 'Link' }, ['<a>', '<b>']],
		['a repeated header as text', { source: 'header', path: 'Link', dataType: 'string' }, '<a>, <b>'],
		['a repeated header as JSON', { source: 'header', path: 'Link', dataType: 'json' }, ['<a>', '<b>']],
		['one of a repeated header', { source: 'header', path: 'Link[1]' }, '<b>'],
		['one of a repeated header, with a dot', { source: 'header', path: 'link.0' }, '<a>'],
		['every one of a repeated header', { source: 'header', path: 'link.*' }, ['<a>', '<b>']],
		['a header in brackets', { source: 'header', path: '["X-Id"]' }, '42'],
		['a header with a dot in its name', { source: 'header', path: 'X.Y' }, 'dotted'],
		['no place in one header', { source: 'header', path: 'x-id[0]' }, undefined],
		['no header of a name that is no path', { source: 'header', path: 'x-[id]' }, undefined],
		['every header', { source: 'header', path: '*' }, ['42', ['<a>', '<b>'], 'TRUE', 'dotted']],
		['all headers', { source: 'header', path: '' }, response.headers],
		['no header of an object’s own', { source: 'header', path: 'constructor' }, undefined],
		['the status', { source: 'status', path: 'ignored' }, 201],
		['the status as text', { source: 'status', dataType: 'string' }, '201'],
		['the status message', { source: 'statusMessage' }, 'Created'],
		['the URL that answered', { source: 'url' }, 'https://x.test/end'],
		['text stays text', { path: 'code' }, '007'],
		['a missing one is left out', { path: 'nothing' }, undefined],
		['a missing one gets its default, as text', { path: 'nothing', defaultValue: '5' }, '5'],
		['the default is of its type', { path: 'nothing', dataType: 'number', defaultValue: '5' }, 5],
		['the default may be JSON', { path: 'nothing', dataType: 'json', defaultValue: '{"a":1}' }, { a: 1 }],
		['what does not fit counts as missing', { path: 'users', dataType: 'number', defaultValue: '0' }, 0],
		['a required one with a default', { path: 'nothing', required: true, defaultValue: 'd' }, 'd'],
	])('%s', (_, changes, value) => {
		expect(map(changes)).toEqual(value);
	});

	test('a required one that is missing fails, and the message names it and its path', () => {
		expect(() => map({ name: 'ticket', path: 'data.id', required: true })).toThrow(
			expect.objectContaining({
				kind: 'mapping',
				retryable: false,
				field: 'responseVariables.ticket',
				message: 'Nothing found at path "data.id" for ticket, which is required.',
			}),
		);
	});

	test('a required one that does not fit fails, and the message shows what is there, in short', () => {
		const long = { ...response, body: { id: 'x'.repeat(1000) } };
		const failing = () => map({ path: 'id', dataType: 'number', required: true }, long);
		expect(failing).toThrow(`is not a number: "${'x'.repeat(39)}…`);
		expect(failing).toThrow(/^.{0,200}$/);
	});

	test('any JSON response is mapped without loss, as a whole and member by member', () => {
		const numbers = fc.oneof(
			fc.bigInt().map(String),
			fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
		);
		const json = fc.letrec<{ value: string }>((tie) => ({
			value: fc.oneof(
				{ maxDepth: 4 },
				numbers.map((text) => text.replace(/^\+/, '')),
				fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
				fc.constantFrom('true', 'false', 'null'),
				fc.array(tie('value'), { maxLength: 4 }).map((members) => `[${members.join(',')}]`),
				fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }).map(
					(members) =>
						`{${Object.entries(members)
							.map(([k, v]) => `${JSON.stringify(k)}:${v}`)
							.join(',')}}`,
				),
			),
		})).value;
		// What is left after the digits of numbers are compared as text: the same JSON.
		const canonical = (value: unknown): unknown =>
			JSON.parse(JSON.stringify(value), (_, member: unknown) =>
				typeof member === 'number' ? String(member) : member,
			);
		fc.assert(
			fc.property(json, (text) => {
				const body = parseJson(text);
				const item = addVariables(
					{},
					mapVariables(compileVariables([rule({ name: 'all' })]), { ...response, body }),
				);
				expect(item).toEqual({ variables: { all: body } });
				const written = text.replace(/"(?:[^"\\]|\\.)*"|-?\d[-+.eE\d]*/g, (token) =>
					/^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
				);
				expect(canonical((item.variables as { all: JsonValue }).all)).toEqual(
					canonical(JSON.parse(written)),
				);
				if (Array.isArray(body)) {
					body.forEach((member, index) => {
						expect(map({ path: `[${index}]` }, { ...response, body })).toEqual(member);
					});
				}
			}),
			{ numRuns: 300 },
		);
	});
});

describe('addVariables', () => {
	test.each<[VariableRule['type'], string, string]>([
		['variable', 'x', 'variables'],
		['source', 'x', 'source'],
		['details', 'x', 'details'],
		['routing', 'x', 'routing'],
		['linkedId', 'x', 'linkedIds'],
	])('%s lands in its group, beside what the group has', (type, name, group) => {
		expect(add({}, { type, name, path: 'id' })).toEqual({ [group]: { x: 7 } });
		const item = { [group]: { old: 1, x: 0 }, other: true };
		expect(add(item, { type, name, path: 'id' })).toEqual({ [group]: { old: 1, x: 7 }, other: true });
		expect(item).toEqual({ [group]: { old: 1, x: 0 }, other: true });
	});

	test('a name with dots is one name, except in an advanced variable', () => {
		expect(add({}, { name: 'a.b', path: 'id' })).toEqual({ variables: { 'a.b': 7 } });
		expect(add({}, { name: 'a.b[1].c', type: 'advanced', path: 'id' })).toEqual({
			a: { b: [null, { c: 7 }] },
		});
	});

	test('an advanced variable is set into objects and lists that are there', () => {
		const item = { users: [{ name: 'A' }, { name: 'B' }] };
		expect(add(item, { name: 'users.1.id', type: 'advanced', path: 'id' })).toEqual({
			users: [{ name: 'A' }, { name: 'B', id: 7 }],
		});
	});

	test('an advanced variable can add to a group that a row before it filled, and the response stays as it is', () => {
		const result = add(
			{},
			{ name: 'deep', path: 'deep' },
			{ name: 'variables.deep.a.c', type: 'advanced', path: 'id' },
		);
		expect(result).toEqual({ variables: { deep: { a: { b: 1, c: 7 } } } });
		expect((response.body as { deep: JsonValue }).deep).toEqual({ a: { b: 1 } });
	});

	test('of two rows with one name the last that has a value wins', () => {
		expect(add({}, { path: 'id' }, { path: 'code' }, { path: 'nothing' })).toEqual({
			variables: { x: '007' },
		});
	});

	test('a named member of a list cannot be set, and the failure says which', () => {
		expect(() => add({ a: [1] }, { name: 'a.b', type: 'advanced', path: 'id' })).toThrow(
			expect.objectContaining({ kind: 'mapping', field: 'responseVariables.a.b' }),
		);
	});

	test('without variables the item is the same', () => {
		const item = { a: 1 };
		expect(addVariables(item, [])).toBe(item);
	});
});

describe('A required variable that the response lacks', () => {
	const messageFor = (changes: Partial<VariableRule>, of = response) => {
		try {
			map({ required: true, ...changes }, of);
		} catch (error) {
			return (error as Error).message;
		}
		return undefined;
	};

	test.each<[Partial<VariableRule>, string]>([
		[{ path: 'a.b' }, 'Nothing found at path "a.b" for x, which is required.'],
		[{ source: 'header', path: 'x-none' }, 'Nothing found at header "x-none" for x, which is required.'],
		[
			{ source: 'url', dataType: 'number' },
			'The value at url for x is not a number: "https://x.test/end".',
		],
		[{ path: ' ', dataType: 'number' }, /The value at the body for x is not a number: \{"id":7,/.source],
	])('is told by its place: %j', (changes, message) => {
		expect(messageFor(changes)).toMatch(
			message.includes('\\') ? new RegExp(message) : new RegExp(message.replace(/[.?]/g, '\\$&')),
		);
	});

	test('shows the beginning of a long value, and a short one whole', () => {
		const shown = (length: number) =>
			messageFor({ path: 't', dataType: 'number' }, { ...response, body: { t: 'x'.repeat(length) } })!;
		expect(shown(10)).toMatch(/: "x{10}"\.$/);
		expect(shown(1000)).toMatch(/: "x+…\.$/);
		expect(shown(1000).length).toBeLessThan(250);
	});

	test('is named, with its field and the way out', () => {
		expect(() => map({ name: 'job', required: true, path: 'nothing' })).toThrow(
			expect.objectContaining({
				field: 'responseVariables.job',
				description: expect.stringMatching(/Compare the path .*switch off Required/) as string,
			}) as Error,
		);
	});

	test('is told if its path starts outside the body, as in other tools', () => {
		expect(() => map({ name: 'id', required: true, path: '$.data.id' })).toThrow(
			expect.objectContaining({
				description: expect.stringMatching(
					/^Start inside the body: data\.id, not \$\.data\.id\. Compare/,
				) as string,
			}) as Error,
		);
	});
});

test('Space around the name of a variable or of a header does not count', () => {
	expect(add({}, { name: ' job ', source: 'header', path: ' X-Id ' })).toEqual({
		variables: { job: '42' },
	});
});

test('A variable that has no place in a list is named, with the place', () => {
	expect(() => add({ list: [1] }, { name: 'list.job', type: 'advanced', path: 'id' })).toThrow(
		/"list\.job" cannot be set: the item already has a list at "list", which cannot hold "job"/,
	);
});

describe('An XML element with attributes and text', () => {
	const body = markAsXml(
		parseXml(
			'<r xmlns:xsi="i"><id xsi:type="xsd:int">7</id><on t="b">1</on><nil xsi:nil="true"/>' +
				'<row a="1"/><mixed>text <b>bold</b></mixed></r>',
		),
	);
	test.each<[Partial<VariableRule>, JsonValue | undefined]>([
		[{ path: 'r.id' }, '7'],
		[{ path: 'r.id', dataType: 'string' }, '7'],
		[{ path: 'r.id', dataType: 'number' }, 7],
		[
			{ path: 'r.id', dataType: 'json' },
			{ '@_xsi:type': 'xsd:int', '#text': '7' },
		],
		[{ path: 'r.on', dataType: 'boolean' }, true],
		[{ path: 'r.nil' }, null],
		[{ path: 'r.nil', dataType: 'string', defaultValue: 'none' }, 'none'],
		[{ path: 'r.row' }, { '@_a': '1' }],
		[{ path: 'r.mixed' }, { b: 'bold', '#text': 'text' }],
	])('is its text if a single value is asked for: %j', (row, value) => {
		expect(map(row, { ...response, body })).toEqual(value);
	});

	test('is an object like any other in JSON', () => {
		expect(map({ path: 'id' }, { ...response, body: { id: { '#text': '7' } } })).toEqual({
			'#text': '7',
		});
	});
});

describe('A variable without a value and a default', () => {
	const why = (changes: Partial<VariableRule>, of: Partial<MappedResponse> = {}) => {
		const variables = compileVariables([rule({ name: 'id', ...changes })]);
		const given = { ...response, ...of };
		return [...unsetVariables(variables, mapVariables(variables, given), given).values()].map((reason) =>
			reason(),
		);
	};

	test.each<[string, Partial<VariableRule>, Partial<MappedResponse>, string[]]>([
		['is set', { path: 'id' }, {}, []],
		['has a default', { path: 'no', defaultValue: 'x' }, {}, []],
		['is not there', { path: 'no' }, {}, ['Nothing found at path "no" for id.']],
		[
			'starts outside',
			{ path: 'body.id' },
			{},
			['Nothing found at path "body.id" for id. Start inside the body: id, not body.id.'],
		],
		[
			'does not fit',
			{ path: 'users', dataType: 'number' },
			{},
			['The value at path "users" for id is not a number, so it is left out.'],
		],
		[
			'is in JSON that was read as text',
			{ path: 'id' },
			{ body: '{"id":1}', headers: { 'content-type': 'text/html; charset=utf-8' } },
			[
				'Nothing found at path "id" for id. The response is text/html and was read as text. ' +
					'Set Response Format to JSON.',
			],
		],
		[
			'is in XML that was read as text',
			{ path: 'id' },
			{ body: '<?xml version="1.0"?><a/>', headers: {} },
			[
				'Nothing found at path "id" for id. The response has no Content-Type and was read as text. ' +
					'Set Response Format to XML.',
			],
		],
		[
			'may be in a file',
			{ path: 'id' },
			{ body: null, isFile: true, headers: { 'content-type': 'application/octet-stream' } },
			[
				'Nothing found at path "id" for id. The response is application/octet-stream and was kept as a file. ' +
					'If it holds JSON, set Response Format to JSON.',
			],
		],
		[
			'is elsewhere',
			{ path: 'data.users.0.title' },
			{},
			['Nothing found at path "data.users.0.title" for id. Did you mean users.0.title?'],
		],
		[
			'is not in the body but the status',
			{ path: 'statusCode' },
			{},
			['Nothing found at path "statusCode" for id. For the status code, set From to Status Code.'],
		],
		[
			'is in the body, under a name that means the status elsewhere',
			{ path: 'status' },
			{ body: { data: { status: 'new' } } },
			['Nothing found at path "status" for id. Did you mean data.status?'],
		],
		[
			'is not in a page',
			{ path: 'id' },
			{ body: '<html></html>' },
			['Nothing found at path "id" for id. The response is a web page, not data. Check URL.'],
		],
		[
			'is not in an empty body',
			{ path: 'id' },
			{ body: null },
			['Nothing found at path "id" for id. The response body is empty.'],
		],
	])('says why: it %s', (_, changes, of, reasons) => {
		expect(why(changes, of)).toEqual(reasons);
	});
});
