import { WebhookFailure, type FailureKind } from '../../nodes/CustomWebhook/failure';
import { applyCredential } from '../../nodes/CustomWebhook/request/credential';
import { withDoubt } from '../../nodes/CustomWebhook/request/credential-doubt';

it('bearer sends the token, also where it was pasted with its scheme', () => {
	for (const token of [
		'abc',
		'Bearer abc',
		' bearer  abc ',
		'Bearer Bearer abc',
		'Authorization: Bearer abc\n',
	])
		expect(applyCredential('bearer', { token }).headerValues).toEqual([['Authorization', 'Bearer abc']]);
});

it('basic sends user name and password in UTF-8, either may be empty', () => {
	const { headerValues, secrets } = applyCredential('basic', { username: 'zoë', password: 'pä:ss' });
	const pair = Buffer.from('zoë:pä:ss').toString('base64');
	expect(headerValues).toEqual([['Authorization', `Basic ${pair}`]]);
	expect(secrets).toEqual(expect.arrayContaining(['pä:ss', pair]));
	const sent = (data: Record<string, string>) =>
		applyCredential('basic', data).headerValues[0]?.[1].split(' ')[1] ?? '';
	expect(atob(sent({ username: 'key' }))).toBe('key:');
	expect(atob(sent({ password: 'key' }))).toBe(':key');
});

it('basic refuses a colon in the user name, which no server could tell from the password', () => {
	expect(() => applyCredential('basic', { username: 'a:b' })).toThrow(
		expect.objectContaining({ kind: 'credentials' }),
	);
});

it('an API key goes into the header or into the query', () => {
	expect(applyCredential('apiKey', { placement: 'header', value: 'k' })).toMatchObject({
		headers: ['X-API-Key'],
		headerValues: [['X-API-Key', 'k']],
	});
	expect(applyCredential('apiKey', { placement: 'query', name: 'key', value: 'k' })).toMatchObject({
		headers: [],
		query: { name: 'key', value: 'k' },
	});
});

it.each([
	['bearer', { token: ' ' }],
	['bearer', { token: 'Bearer ' }],
	['bearer', { token: 'Authorization: Bearer' }],
	['basic', { username: '', password: '' }],
	['service', { baseUrl: 'https://a.com', headers: { row: [{ name: 'X-Key', value: '' }] } }],
	[
		'service',
		{ baseUrl: 'https://a.com', headers: { row: [{ name: 'Authorization', value: 'Bearer ' }] } },
	],
	['service', { baseUrl: 'https://a.com', query: { row: [{ name: 'key', value: ' ' }] } }],
	['service', { baseUrl: 'https://a.com', values: { row: [{ name: 'key', value: '' }] } }],
	['apiKey', { value: '' }],
	['apiKey', { name: 'Authorization', value: 'Token ' }],
	['oAuth2', {}],
] as const)('%s without its secret is a failure that says where to fill it in', (authentication, data) => {
	expect(() => applyCredential(authentication, data)).toThrow(
		expect.objectContaining({
			kind: 'credentials',
			message: expect.stringMatching(/fill it in/) as string,
		}),
	);
});

it('none adds nothing', () => {
	expect(applyCredential('none', {})).toEqual({ headers: [], headerValues: [], secrets: [] });
});

it.each([
	['bearer', { token: 'ab\ncd' }, 'Authorization'],
	['apiKey', { placement: 'header', name: 'X-Key', value: 'naïve Ж' }, 'X-Key'],
	['apiKey', { placement: 'header', name: 'X Key', value: 'k' }, 'X Key'],
] as const)(
	'%s with %j makes no header: the failure names it, not the secret',
	(authentication, data, name) => {
		const message = expect.stringMatching(new RegExp(`^(?!.*(cd|Ж)).*${name}`)) as string;
		expect(() => applyCredential(authentication, data)).toThrow(
			expect.objectContaining({ kind: 'request', field: 'authentication', message }),
		);
	},
);

it.each<[Parameters<typeof applyCredential>[0], object, string | undefined]>([
	['basic', { username: 'ann', password: 'a b' }, undefined],
	[
		'basic',
		{ username: 'ann', password: 'secret ' },
		'Password of the credential begins or ends with a space',
	],
	['basic', { username: '\tann', password: '' }, 'Username of the credential begins or ends with a space'],
	['basic', { username: 'ann ', password: ' s' }, 'Username and Password of the credential begin or end'],
	['apiKey', { placement: 'query', name: 'key', value: 'k ' }, 'Value of the credential begins or ends'],
	['service', { baseUrl: 'https://a.com', query: { row: [{ name: 'key', value: ' k' }] } }, 'key of the'],
	['service', { baseUrl: 'https://a.com', values: { row: [{ name: 'pin', value: '1 ' }] } }, 'pin of the'],
	['service', { baseUrl: 'https://a.com', values: { row: [{ name: 'pin', value: '1' }] } }, undefined],
])('%s %j: a space at the edge of a value, which nobody sees there, is a doubt', (type, data, doubt) => {
	const applied = applyCredential(type, data as Record<string, unknown>);
	expect(applied.doubt).toEqual(doubt && expect.stringContaining(doubt));
});

it.each([
	[{ name: 'api-key', value: 'k' }, 'The key was sent in the header api-key.'],
	[{ value: 'k' }, 'The key was sent in the header X-API-Key.'],
	[{ placement: 'query', name: 'key', value: 'k' }, 'The key was sent in the query parameter key.'],
])('apiKey %j: where the key was sent is told if the service refuses it', (data, doubt) => {
	expect(applyCredential('apiKey', data).doubt).toBe(doubt);
});

it.each<[string, number | undefined, string, string | undefined]>([
	['a refusal', 401, 'status', 'Doubt. Check it.'],
	['a denial', 403, 'status', 'Doubt. Check it.'],
	['another failure', 422, 'status', 'Check it.'],
	['no response', undefined, 'network', 'Check it.'],
])('A doubt about the credential is told with %s', (_what, statusCode, kind, description) => {
	const failure = new WebhookFailure(kind as FailureKind, 'no', { description: 'Check it.', field: 'url' });
	expect(withDoubt(failure, { doubt: 'Doubt.' }, statusCode)).toMatchObject({
		kind,
		message: 'no',
		description,
		field: 'url',
	});
	expect(withDoubt(failure, {}, statusCode)).toBe(failure);
});
