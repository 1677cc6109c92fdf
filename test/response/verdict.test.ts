import type { JsonValue } from '../../nodes/CustomWebhook/formats/json/value';
import type { SuccessRule } from '../../nodes/CustomWebhook/settings';
import { markAsXml } from '../../nodes/CustomWebhook/response/from-xml';
import { judge } from '../../nodes/CustomWebhook/response/verdict';
import { parseXml } from '../../nodes/CustomWebhook/formats/xml/to-object';

const rule = (changes: Partial<SuccessRule> = {}): SuccessRule => ({
	isSuccess: (status) => status >= 200 && status < 300,
	rule: 'auto',
	path: '',
	value: '',
	...changes,
});
const retry = { isRetryable: (status: number) => status === 503 };
const verdict = (changes: Partial<SuccessRule>, body: JsonValue, contentType?: string) =>
	judge(
		rule(changes),
		{
			statusCode: 200,
			statusMessage: 'OK',
			body,
			...(contentType === undefined ? {} : { headers: { 'content-type': contentType } }),
		},
		retry,
	);

const FAULT =
	'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>' +
	'<faultcode>s:Server</faultcode><faultstring>Broken</faultstring></s:Fault></s:Body></s:Envelope>';
const FINE = FAULT.replaceAll('Fault', 'Done');

describe('judge', () => {
	test('a status outside the list fails, whatever the rule says', () => {
		for (const kind of ['auto', 'statusOnly', 'soapFault', 'graphqlErrors', 'path'] as const) {
			const response = { statusCode: 503, statusMessage: '', body: parseXml(FAULT) };
			expect(judge(rule({ rule: kind }), response, retry)).toMatchObject({
				kind: 'status',
				retryable: true,
				message: 'The service responded with 503 Service Unavailable: "Broken"',
			});
		}
	});

	test('a status in the list is a success under statusOnly, whatever the body says', () => {
		expect(verdict({ rule: 'statusOnly' }, parseXml(FAULT), 'text/xml')).toBeUndefined();
	});

	test('the list decides what a success is', () => {
		const response = { statusCode: 404, statusMessage: '', body: null };
		expect(judge(rule({ isSuccess: (status) => status === 404 }), response, retry)).toBeUndefined();
	});

	describe('auto and soapFault', () => {
		test.each(['auto', 'soapFault'] as const)(
			'%s fails on a SOAP Fault, with its text and code',
			(kind) => {
				expect(verdict({ rule: kind }, parseXml(FAULT), 'text/xml')).toMatchObject({
					kind: 'rule',
					retryable: false,
					message: 'The service responded with a SOAP Fault: "Broken" (s:Server).',
				});
				expect(verdict({ rule: kind }, parseXml(FINE), 'text/xml')).toBeUndefined();
			},
		);

		test('XML that the author reads as text is looked into', () => {
			expect(verdict({}, FAULT, 'application/soap+xml')).toMatchObject({ kind: 'rule' });
			expect(verdict({}, FINE, 'application/soap+xml')).toBeUndefined();
			expect(verdict({ rule: 'soapFault' }, FAULT, 'text/plain')).toMatchObject({ kind: 'rule' });
			expect(verdict({}, FAULT, 'text/plain')).toMatchObject({ kind: 'rule' });
			expect(verdict({}, `Log: ${FAULT}`, 'text/plain')).toBeUndefined();
		});

		test('a body with parts that the author reads as text is looked into', () => {
			const parts = `--b\r\nContent-Type: text/xml\r\n\r\n${FAULT}\r\n--b--`;
			expect(verdict({}, parts, 'multipart/related; boundary=b')).toMatchObject({ kind: 'rule' });
			expect(verdict({}, parts.replaceAll('Fault', 'Ok'), 'multipart/related')).toBeUndefined();
		});

		test('XML that the author keeps as a file is looked into', () => {
			const response = {
				statusCode: 200,
				statusMessage: 'OK',
				headers: { 'content-type': 'text/xml' },
				body: null,
				isFile: true,
				soapFault: { reason: 'Broken' },
			};
			expect(judge(rule({}), response, retry)).toMatchObject({ kind: 'rule' });
			expect(judge(rule({ rule: 'statusOnly' }), response, retry)).toBeUndefined();
		});

		test('JSON of the same shape is no SOAP Fault for auto', () => {
			expect(verdict({}, parseXml(FAULT), 'application/json')).toBeUndefined();
			expect(verdict({}, markAsXml(parseXml(FAULT)))).toMatchObject({ kind: 'rule' });
		});

		test.each([
			`\n${FAULT}`,
			`${FAULT}<broken>`,
			FAULT.replace('Broken', 'Tom & Jerry'),
			FAULT.replace('Broken', 'a&nbsp;b'),
		])('a Fault fails even if the body does not parse: %j', (text) => {
			expect(verdict({}, text, 'text/xml')).toMatchObject({ kind: 'rule' });
		});

		test('a Fault in a part of a multipart body fails', () => {
			const parts = [
				{ headers: {}, body: markAsXml(parseXml(FAULT)) },
				{ headers: {}, body: 'x' },
			];
			expect(verdict({}, parts, 'multipart/related; boundary=b')).toMatchObject({ kind: 'rule' });
			expect(verdict({}, [{ body: FAULT }], 'multipart/related; boundary=b')).toMatchObject({
				kind: 'rule',
			});
			expect(verdict({}, [{ body: parseXml(FAULT) }], 'application/json')).toBeUndefined();
		});

		test('the rule path takes an element with attributes by its text', () => {
			const body = markAsXml(parseXml('<r><id t="int">7</id></r>'));
			expect(verdict({ rule: 'path', path: 'r.id', value: '7' }, body)).toBeUndefined();
			expect(verdict({ rule: 'path', path: 'r.*.id.*', value: '7' }, body)).toBeUndefined();
			expect(verdict({ rule: 'path', path: 'r.id', value: '8' }, body)).toMatchObject({ kind: 'rule' });
		});
	});

	describe('graphqlErrors', () => {
		test.each<[JsonValue, string]>([
			[
				{ data: null, errors: [{ message: 'Field "x" is missing' }] },
				'GraphQL errors: "Field "x" is missing".',
			],
			[{ errors: [{ message: 'one' }, { message: 'two' }, {}] }, 'GraphQL errors: "one" (and 2 more).'],
			[{ errors: [{}] }, 'GraphQL errors.'],
			[{ errors: { message: 'odd' } }, 'GraphQL errors: "odd".'],
			[{ errors: 'odd' }, 'GraphQL errors: "odd".'],
			[[{ data: {} }, { errors: [{ message: 'second' }] }], 'GraphQL errors: "second".'],
		])('fails on %j', (body, message) => {
			const failure = verdict({ rule: 'graphqlErrors' }, body);
			expect(failure).toMatchObject({ kind: 'rule', message: `The service responded with ${message}` });
		});

		test.each<[JsonValue]>([
			[{ data: {} }],
			[{ errors: [] }],
			[{ errors: null }],
			[{ errors: {} }],
			[[]],
			[null],
			['errors'],
		])('takes %j', (body) => {
			expect(verdict({ rule: 'graphqlErrors' }, body)).toBeUndefined();
		});

		test('JSON that is read as text is looked into', () => {
			const text = JSON.stringify({ errors: [{ message: 'no' }] });
			expect(verdict({ rule: 'graphqlErrors' }, text, 'text/html')).toMatchObject({ kind: 'rule' });
			expect(verdict({ rule: 'graphqlErrors' }, `${text} and more`, 'text/html')).toBeUndefined();
		});
	});

	describe('path', () => {
		test.each<[string, string, JsonValue]>([
			['ok', '', { ok: null }],
			['ok', 'true', { ok: true }],
			['ok', 'true', { ok: 'true' }],
			['code', '0', { code: 0 }],
			['code', 'null', { code: null }],
			['a.0.b', 'x', { a: [{ b: 'x' }] }],
			['a.*.ok', 'true', { a: [{ ok: true }, { ok: true }] }],
			['a', '[1]', { a: [1] }],
			['', '', 'text'],
		])('%p with the value %p takes %j', (path, value, body) => {
			expect(verdict({ rule: 'path', path, value }, body)).toBeUndefined();
		});

		test.each<[string, string, JsonValue, string]>([
			['ok', '', {}, 'Success Condition not met: path "ok" is missing from the response body.'],
			['ok', '', null, 'Success Condition not met: path "ok" is missing from the response body.'],
			['ok', '', 'ok', 'Success Condition not met: path "ok" is missing from the response body.'],
			['ok', 'true', { ok: false }, 'Success Condition not met: path "ok" is "false", not "true".'],
			['ok', 'true', { ok: 'TRUE' }, 'Success Condition not met: path "ok" is "TRUE", not "true".'],
			[
				'a.*.ok',
				'1',
				{ a: [{ ok: 1 }, { ok: 2 }] },
				'Success Condition not met: path "a.*.ok" is "2", not "1".',
			],
		])('%p with the value %p refuses %j', (path, value, body, message) => {
			expect(verdict({ rule: 'path', path, value }, body)).toMatchObject({ kind: 'rule', message });
		});

		test('says where a path starts, if it starts outside the body', () => {
			const description = (body: JsonValue) =>
				verdict({ rule: 'path', path: '$.ok', value: '' }, body)?.description;
			expect(description({ ok: true })).toBe('Start inside the body: ok, not $.ok.');
			expect(description({ message: 'No' })).toBe(
				'The service says: "No". Start inside the body: ok, not $.ok.',
			);
			expect(description({ $: { ok: true } })).toBeUndefined();
		});

		test('says what the service says', () => {
			expect(verdict({ rule: 'path', path: 'ok' }, { message: 'Quota is used up' })?.description).toBe(
				'The service says: "Quota is used up".',
			);
		});
	});

	test('a failure never carries a long text', () => {
		const long = 'x'.repeat(100_000);
		const failures = [
			verdict({ rule: 'graphqlErrors' }, { errors: [{ message: long }] }),
			verdict({ rule: 'path', path: 'ok', value: 'true' }, { ok: long }),
			verdict({ rule: 'soapFault' }, FAULT.replace('Broken', long).replace('s:Server', long)),
		];
		for (const failure of failures) expect(failure?.message.length).toBeLessThan(600);
	});
});

describe('What a failed rule says', () => {
	const faultWith = (parts: string) => FAULT.replace(/<faultcode>.*<\/faultstring>/, parts);

	test.each([
		['', 'The service responded with a SOAP Fault.'],
		['<faultcode>c</faultcode>', 'The service responded with a SOAP Fault (c).'],
		['<faultstring>no</faultstring>', 'The service responded with a SOAP Fault: "no".'],
	])('of a Fault is what it has: %s', (parts, message) => {
		expect(verdict({ rule: 'soapFault' }, parseXml(faultWith(parts)))?.message).toBe(message);
	});

	test('text that names an Envelope and a Fault, and is no XML, is no Fault', () => {
		expect(verdict({ rule: 'soapFault' }, 'Envelope without a Fault')).toBeUndefined();
		expect(verdict({ rule: 'soapFault' }, FAULT)?.kind).toBe('rule');
	});

	test('"statusOnly" looks at no body', () => {
		expect(verdict({ rule: 'statusOnly' }, FAULT, 'text/xml')).toBeUndefined();
		expect(verdict({ rule: 'statusOnly' }, { errors: ['x'] })).toBeUndefined();
	});

	test('of a path has the words of the service only if there are some', () => {
		const failure = (body: JsonValue) => verdict({ rule: 'path', path: 'ok' }, body);
		expect(failure({ message: 'no such id' })?.description).toBe('The service says: "no such id".');
		expect(failure({ id: 1 })!.description).toBeUndefined();
	});

	test('of GraphQL is told by errors that are there, in whatever shape', () => {
		const failure = (errors: JsonValue) => verdict({ rule: 'graphqlErrors' }, { errors });
		for (const none of [null, [], {}, '', false, 0]) expect(failure(none)).toBeUndefined();
		for (const some of ['no', true, 1, { a: 1 }, [{}]]) expect(failure(some)?.kind).toBe('rule');
		expect(verdict({ rule: 'graphqlErrors' }, [{ data: 1 }, { errors: ['late'] }])?.message).toMatch(
			/late/,
		);
	});
});
