import { applyCredential } from '../../nodes/CustomWebhook/request';

const service = (data: object) =>
	applyCredential('service', { baseUrl: 'https://api.example.com/v1', ...data });
const rows = (...row: object[]) => ({ row });

it('A service adds its headers and query parameters, and gives its values by name and path', () => {
	const applied = service({
		headers: rows({ name: 'X-Key', value: 'header-secret' }),
		query: rows({ name: 'k', value: 'query-secret' }, { name: 'v', value: '', secret: false }),
		values: rows(
			{ name: 'api_token', value: 'value-secret' },
			{ name: 'location.id', value: 'public', secret: false },
		),
	});
	expect(applied).toMatchObject({
		headers: ['X-Key'],
		headerValues: [['X-Key', 'header-secret']],
		query: [
			{ name: 'k', value: 'query-secret' },
			{ name: 'v', value: '' },
		],
		secrets: ['header-secret', 'query-secret', 'value-secret'],
		service: { values: { api_token: 'value-secret', location: { id: 'public' } } },
	});
	expect(applied.service?.base.href).toBe('https://api.example.com/v1');
});

it('Rows may be missing or empty', () => {
	expect(service({ headers: {}, query: { row: [] }, values: rows({ name: '', value: '' }) })).toMatchObject(
		{
			headers: [],
			query: [],
			secrets: [],
			service: { values: {} },
		},
	);
});

it.each<[string, object, RegExp]>([
	['no base URL', { baseUrl: ' ' }, /Base URL is empty/],
	['a base URL without a scheme', { baseUrl: 'api.example.com' }, /Base URL: it must start with https/],
	['a password in the base URL', { baseUrl: 'https://u:p@h.test' }, /no user name or password/],
	['a query in the base URL', { baseUrl: 'https://h.test/?a=1' }, /Base URL: remove what begins with/],
	['a placeholder in the base URL', { baseUrl: 'https://h.test/{{x}}' }, /Base URL has a placeholder/],
	[
		'a header without a name',
		{ headers: rows({ name: '', value: 'x' }) },
		/Headers: a row has a value, but no name/,
	],
	[
		'a header twice',
		{ headers: rows({ name: 'A', value: '1' }, { name: 'a', value: '2' }) },
		/two rows have the name a/,
	],
	[
		'a value twice',
		{ values: rows({ name: 'a', value: '1' }, { name: 'a', value: '2' }) },
		/two rows have the name a/,
	],
	[
		'a value in a value',
		{ values: rows({ name: 'a', value: '1' }, { name: 'a.b', value: '2' }) },
		/a\.b is a name, and/,
	],
	[
		'a value around a value',
		{ values: rows({ name: 'a.b', value: '1' }, { name: 'a', value: '2' }) },
		/a is a name, and/,
	],
	['a prototype', { values: rows({ name: 'a.__proto__', value: '1' }) }, /cannot be a name/],
	['an empty step', { values: rows({ name: 'a..b', value: '1' }) }, /cannot be a name/],
])('A service with %s is refused, and it says where', (_what, data, message) => {
	expect(() => service(data)).toThrow(
		expect.objectContaining({ kind: 'credentials', message: expect.stringMatching(message) as string }),
	);
});

it('A header that no request can have is refused without its value', () => {
	expect(() => service({ headers: rows({ name: 'X', value: 'secret\nline' }) })).toThrow(
		expect.objectContaining({
			kind: 'request',
			message: expect.not.stringContaining('secret') as string,
		}),
	);
});
