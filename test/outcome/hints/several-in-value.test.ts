import { severalInValue } from '../../../nodes/CustomWebhook/outcome/hints/several-in-value';

const told = (value: string, rows: object = { queryParameters: [{ name: 'q', value }] }) =>
	severalInValue({
		requestFrom: 'fields',
		queryParameters: [],
		body: { type: 'none' },
		templates: { syntax: 'handlebars' },
		...rows,
	} as never);

it.each(['a=1 b=2', 'a=1&b=2', ' a={{x}} b[]={{ y + " z" }} ', 'a=&b='])(
	'a value that is several parameters is told with its field and the way out: %s',
	(value) => {
		expect(told(value)).toEqual([
			'Query Parameters, q: the value looks like several parameters, and is sent as one. Add one row for each.',
		]);
		const body = { type: 'form', fields: [{ name: 'f', value }] };
		expect(told('', { body })).toEqual([expect.stringMatching(/^Form Fields, f: /)]);
		const parts = [{ kind: 'text', name: 'p', value }];
		expect(told('', { body: { type: 'multipart', parts } })).toEqual([
			expect.stringMatching(/^Form Fields and Files, p: /),
		]);
	},
);

it.each(['q=1', ' q={{x}}'])('a value that begins with its name is told: %s', (value) => {
	expect(told(value)).toEqual([
		'Query Parameters, q: the value begins with the name. Remove "q=" from Value.',
	]);
});

it.each([
	'a=1',
	'lang = en',
	'a b=2',
	'https://h/?a=1&b=2',
	'{{ "a=1 b=2" }}',
	'a eq 1',
	'',
	'x=1; y=2',
	'=={{x}}',
])('a value that only resembles them is not: %s', (value) => {
	expect(told(value)).toEqual([]);
	expect(told('a=1 b=2', { requestFrom: 'curl' })).toEqual([]);
});

it('a typed value that looks percent-encoded is told, but not in a part, which is not encoded', () => {
	expect(told('a%20b')).toEqual([
		'Query Parameters, q: the value looks percent-encoded, and it is encoded once more. Write it plain.',
	]);
	const parts = [{ kind: 'text', name: 'p', value: 'a%20b' }];
	expect(told('', { body: { type: 'multipart', parts } })).toEqual([]);
});

it.each([
	'@contact.json',
	'@"photo.PNG"',
	'@/tmp/a',
	'@./a',
	'@~/a',
	'@C:\\a',
	'@report.pdf;type=application/pdf',
])('a part that names a file as in cURL is told, and in no other place: %s', (value) => {
	const parts = [{ kind: 'text', name: 'f', value }];
	expect(told('', { body: { type: 'multipart', parts } })).toEqual([
		'Form Fields and Files, f: the value names a file as in cURL, and is sent as text. To send a file, set Kind to File.',
	]);
	expect(told(value)).toEqual([]);
});

it.each(['@john.doe', '@', '@channel hello.pdf', 'a@b.zip', 'see @a.pdf'])(
	'a text with an @ is no file: %s',
	(value) => {
		const parts = [{ kind: 'text', name: 'f', value }];
		expect(told('', { body: { type: 'multipart', parts } })).toEqual([]);
	},
);
