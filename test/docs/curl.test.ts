import type { INodeParameters } from 'n8n-workflow';

import { applyCredential } from '../../nodes/CustomWebhook/request';
import { OPTIONS } from '../../nodes/CustomWebhook/settings/curl-command/options';
import { blocks, codesIn, rowsOf } from './pages';
import { valueOf } from './panel';
import { requestOf } from './request';

const PAGE = 'docs/coming-from/curl.md';
const rows = rowsOf(PAGE, 'in the command', 'here');
const item = { contact: { id: 'a/b' } };
const send = async (parameters: INodeParameters) =>
	await requestOf({ url: 'https://api.example.com/', ...parameters }, item);
const pair = (name: string, value: string) => [{ name, value }];

/** What each part of a command sends, by the field that the page names beside it. */
const FILLED_IN: Record<string, { parameters: INodeParameters; sent: object }> = {
	'-X PUT': { parameters: { method: 'PUT' }, sent: { method: 'PUT' } },
	'https://api.example.com/contacts/{id}?expand=all': {
		parameters: { url: 'https://api.example.com/contacts/{{contact.id}}?expand=all' },
		sent: { url: 'https://api.example.com/contacts/a%2Fb?expand=all' },
	},
	"-G -d 'limit=5'": {
		parameters: { method: 'GET', queryParameters: { parameter: pair('limit', '5') } },
		sent: { url: 'https://api.example.com/?limit=5' },
	},
	"-H 'Accept-Language: de'": {
		parameters: { headers: { header: pair('Accept-Language', 'de') } },
		sent: { headers: expect.arrayContaining([['Accept-Language', 'de']]) as unknown },
	},
	'-d \'{"email": "a@example.com"}\'': {
		parameters: { jsonBody: '{"email": "a@example.com"}' },
		sent: {
			body: '{"email": "a@example.com"}',
			headers: expect.arrayContaining([['Content-Type', 'application/json']]) as unknown,
		},
	},
	"-d 'metadata[id]=7'": {
		parameters: { formFields: { field: pair('metadata[id]', '7') } },
		sent: { body: 'metadata%5Bid%5D=7' },
	},
	"-F 'model=small'": {
		parameters: { multipartFields: { field: [{ kind: 'text', name: 'model', value: 'small' }] } },
		sent: { body: expect.any(Buffer) as unknown },
	},
};

describe('a part of a command is sent by the field beside it', () => {
	const held = rows.flatMap(([part, field]) => {
		const known = codesIn(part!).find((code) => code in FILLED_IN);
		return known === undefined ? [] : [{ part: known, field: field! }];
	});

	it('all of them are on the page', () => {
		expect(held.map(({ part }) => part)).toEqual(Object.keys(FILLED_IN));
	});

	it.each(held)('$part', async ({ part, field }) => {
		const { parameters, sent } = FILLED_IN[part]!;
		const choice = /\*\*Content Type: (.+?)\*\*/.exec(field)?.[1];
		const contentType = choice === undefined ? {} : { contentType: valueOf('Content Type', choice) };
		expect(await send({ ...contentType, ...parameters })).toMatchObject(sent);
	});
});

describe('a secret of a command is sent by the credential beside it', () => {
	const CREDENTIALS: Array<[string, ReturnType<typeof applyCredential>, string]> = [
		["-H 'Authorization: Bearer abc'", applyCredential('bearer', { token: 'abc' }), 'Bearer Token'],
		[
			"-H 'X-API-Key: abc'",
			applyCredential('apiKey', { placement: 'header', name: 'X-API-Key', value: 'abc' }),
			'API Key',
		],
		[
			"-u 'user:secret'",
			applyCredential('basic', { username: 'user', password: 'secret' }),
			'Basic Auth',
		],
	];

	it.each(CREDENTIALS)('%s', (part, { headerValues }, name) => {
		expect(rows.find(([cell]) => codesIn(cell!)[0] === part)?.[1]).toContain(
			`**Authentication: ${name}**`,
		);
		const [header] = headerValues;
		const basic = `Authorization: Basic ${Buffer.from('user:secret').toString('base64')}`;
		const asked = /^-H '(.+)'$/.exec(part)?.[1] ?? basic;
		expect(header?.join(': ')).toBe(asked);
	});
});

it('the command of the page is read as it stands there', async () => {
	const [curlCommand = ''] = blocks(PAGE, 'bash');
	const request = await requestOf(
		{ requestFrom: 'curl', curlCommand },
		{ contact: { email: 'zoe@example.com', score: 7 }, 'first name': 'Zoë' },
	);
	expect(request).toMatchObject({ method: 'POST', url: 'https://api.example.com/v1/contacts' });
	expect(JSON.parse(request.body as string)).toEqual({
		email: 'zoe@example.com',
		score: 7,
		greeting: 'Dear Zoë',
	});
});

it('each option that the page names is in the table of options', () => {
	const named = rowsOf(PAGE, 'option', 'what it does here')
		.flatMap(([cell]) => codesIn(cell!))
		.map((code) => code.split(/[ =]/)[0]!)
		.filter((code) => code.startsWith('-'));
	const known = OPTIONS.flatMap(({ names }) => names);
	expect(named.length).toBeGreaterThan(30);
	expect(named.filter((name) => !known.includes(name))).toEqual([]);
});
