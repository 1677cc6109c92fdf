import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';

import { Webhook } from 'standardwebhooks';

import { checkSecrets, sign } from '../../nodes/CustomWebhook/delivery/signature';
import type { Signing } from '../../nodes/CustomWebhook/delivery';

const SECRET = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
const standard: Signing = {
	scheme: 'standardWebhooks',
	secret: SECRET,
	header: 'X-Signature',
	algorithm: 'sha256',
	encoding: 'hex',
	prefix: '',
};
const hmac: Signing = { ...standard, scheme: 'hmac', secret: 'key' };
const body = '{"name":"Zoë","n":1.50}';

describe('Standard Webhooks', () => {
	const message = { id: 'msg_1', now: Date.now(), body };
	const headersOf = async (signing: Signing, over = {}) =>
		Object.fromEntries(await sign(signing, { ...message, ...over })) as Record<string, string>;

	test('an independent verifier accepts it', async () => {
		const headers = await headersOf(standard);
		expect(new Webhook(SECRET).verify(body, headers)).toEqual(JSON.parse(body));
	});

	test('any other byte is refused', async () => {
		const headers = await headersOf(standard);
		expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow();
	});

	test('a second signature serves receivers with the previous secret', async () => {
		const previousSecret = `whsec_${Buffer.from('the one before, same size').toString('base64')}`;
		const headers = await headersOf({ ...standard, previousSecret });
		expect(headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
		expect(() => new Webhook(SECRET).verify(body, headers)).not.toThrow();
		expect(() => new Webhook(previousSecret).verify(body, headers)).not.toThrow();
	});

	test('a plain secret is taken as it is typed', async () => {
		const headers = await headersOf({ ...standard, secret: 'plain text' });
		const content = `msg_1.${headers['webhook-timestamp']}.${body}`;
		const expected = createHmac('sha256', 'plain text').update(content).digest('base64');
		expect(headers['webhook-signature']).toBe(`v1,${expected}`);
	});

	test('white space around a whsec_ secret does not make it another one', async () => {
		const headers = await headersOf({ ...standard, secret: ` ${SECRET}\n` });
		expect(() => new Webhook(SECRET).verify(body, headers)).not.toThrow();
	});

	const NO_BASE64 = ['whsec_', 'whsec_a', 'whsec_abcde', 'whsec_not base64', 'whsec_YWJj…', ' whsec_ü'];
	test.each(NO_BASE64)('a secret %j, whose base64 cannot be read, is refused', (secret) => {
		const refusal = expect.objectContaining({ kind: 'credentials', field: 'options.signing' }) as Error;
		expect(() => checkSecrets({ ...standard, secret })).toThrow(refusal);
		expect(() => checkSecrets({ ...standard, previousSecret: secret })).toThrow(refusal);
		expect(() => checkSecrets({ ...hmac, secret })).toThrow(refusal);
	});

	test.each([
		'plain',
		'WHSEC_x',
		'whsec_YQ',
		'whsec_YQ==',
		'whsec_YWI=',
		'whsec_YWJj',
		' whsec_-_+/YWJj\n',
	])('a secret %j is taken', (secret) => expect(() => checkSecrets({ ...standard, secret })).not.toThrow());

	test('text, bytes and a stream of the same body have the same signature', async () => {
		const asText = await headersOf(standard);
		const stream = {
			length: Buffer.byteLength(body),
			open: () => Readable.from([Buffer.from(body).subarray(0, 11), Buffer.from(body).subarray(11)]),
		};
		expect(await headersOf(standard, { body: Buffer.from(body) })).toEqual(asText);
		expect(await headersOf(standard, { body: stream })).toEqual(asText);
	});

	test('the time is in whole seconds', async () => {
		expect((await headersOf(standard, { now: 1_700_000_000_999 }))['webhook-timestamp']).toBe(
			'1700000000',
		);
	});
});

describe('hmac', () => {
	test.each([
		['GitHub', 'sha256', 'hex', 'sha256='],
		['Shopify', 'sha256', 'base64', ''],
		['older ones', 'sha1', 'hex', 'sha1='],
		['cautious ones', 'sha512', 'base64', ''],
	] as const)('as %s check it', async (_who, algorithm, encoding, prefix) => {
		const [header] = await sign({ ...hmac, algorithm, encoding, prefix }, { id: 'x', now: 0, body });
		expect(header).toEqual([
			'X-Signature',
			prefix + createHmac(algorithm, 'key').update(body).digest(encoding),
		]);
	});

	test('the secret is not decoded, and the previous one is not used', async () => {
		const [header] = await sign(
			{ ...hmac, secret: 'whsec_a2V5', previousSecret: 'old' },
			{ id: 'x', now: 0, body },
		);
		expect(header?.[1]).toBe(createHmac('sha256', 'whsec_a2V5').update(body).digest('hex'));
	});

	test('no body is signed as the empty one', async () => {
		const [header] = await sign(hmac, { id: 'x', now: 0 });
		expect(header?.[1]).toBe(createHmac('sha256', 'key').update('').digest('hex'));
	});
});

test('a file that cannot be read fails the request', async () => {
	const open = () => new Readable({ read: (): void => undefined }).destroy(new Error('gone'));
	await expect(sign(hmac, { id: 'x', now: 0, body: { length: 1, open } })).rejects.toMatchObject({
		kind: 'request',
		description: 'gone',
	});
});
