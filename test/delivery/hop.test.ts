import { requestTo, send } from '../support/delivery';
import { FaultServer, type Play } from '../support/fault-server';

let server: FaultServer;
afterEach(async () => await server?.stop());

test('headers as they are in the request, repeats kept, and the codings that the node can read', async () => {
	server = await FaultServer.start();
	await send(
		requestTo(server.url(), {
			headers: [
				['X-One', 'a'],
				['x-oNE', 'b'],
				['Accept', 'text/xml'],
			],
		}),
	);
	const { rawHeaders = [], headers } = server.received[0] ?? {};
	expect(rawHeaders.filter((name) => /^x-one$/i.test(name))).toEqual(['X-One', 'x-oNE']);
	expect(headers?.accept).toBe('text/xml');
	expect(headers).not.toHaveProperty('user-agent');
	expect(headers?.['accept-encoding']).toMatch(/^gzip, deflate, br/);
});

test.each([
	['text as UTF-8', 'Zoë', Buffer.from('Zoë')],
	['bytes as they are', Buffer.from([0, 255, 10]), Buffer.from([0, 255, 10])],
])('%s, with its length', async (_what, body, expected) => {
	server = await FaultServer.start();
	await send(requestTo(server.url(), { body }));
	expect(server.received[0]?.body).toEqual(expected);
	expect(server.received[0]?.headers['content-length']).toBe(String(expected.length));
});

test.each([
	['path', '/path'],
	['path?', '/path?'],
	['path?#part', '/path?'],
	['path#part?', '/path'],
	['path?a=1&#part', '/path?a=1&'],
])('%s is asked for as %s: an empty query is one too, and a fragment stays here', async (typed, expected) => {
	server = await FaultServer.start();
	await send(requestTo(server.url(typed)));
	expect(server.received[0]?.url).toBe(expected);
});

test('a POST without a body says so', async () => {
	server = await FaultServer.start();
	await send(requestTo(server.url()));
	expect(server.received[0]?.headers['content-length']).toBe('0');
});

test('a file that cannot be read fails the request, and nothing is sent again', async () => {
	server = await FaultServer.start();
	const { Readable } = await import('node:stream');
	const gone = { length: 4, open: () => Promise.reject(new Error('ENOENT')) };
	const breaks = {
		length: 4,
		open: () =>
			new Readable({
				read() {
					this.destroy(new Error('EIO'));
				},
			}),
	};
	const short = { length: 9, open: () => Readable.from([Buffer.from('abc')]) };
	for (const body of [gone, breaks, short]) {
		const { failure } = await send(requestTo(server.url(), { body, idempotencyKey: 'k' }));
		expect(failure?.kind).toBe('request');
	}
	expect(server.received).toHaveLength(0);
});

test('a header that HTTP does not allow fails the request', async () => {
	server = await FaultServer.start();
	const { failure, attempts } = await send(requestTo(server.url(), { headers: [['X-Bad', 'a\nb']] }));
	expect(failure).toMatchObject({ kind: 'request', message: expect.stringContaining('X-Bad') });
	expect(attempts).toEqual([]);
});

test('a signature over the bytes of each attempt, with a fresh time and the same id', async () => {
	const { Webhook } = await import('standardwebhooks');
	const secret = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
	let count = 0;
	const failsOnce: Play = (_request, response) => void response.writeHead(count++ ? 200 : 429).end();
	server = await FaultServer.start({ play: failsOnce });
	let now = Date.now() - 5000;
	await send(
		requestTo(server.url('play'), { body: '{"a":1}', headers: [['Webhook-Id', 'typed']] }),
		{
			signing: {
				scheme: 'standardWebhooks',
				secret,
				header: 'X-Signature',
				algorithm: 'sha256',
				encoding: 'hex',
				prefix: '',
			},
		},
		{ now: () => (now += 1000) },
	);
	const [first, second] = server.received.map(({ headers }) => headers as Record<string, string>);
	for (const { headers, body } of server.received) {
		expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).not.toThrow();
	}
	expect(first?.['webhook-id']).toMatch(/^msg_/);
	expect(second?.['webhook-id']).toBe(first?.['webhook-id']);
	expect(second?.['webhook-timestamp']).not.toBe(first?.['webhook-timestamp']);
});

describe('over plain http', () => {
	test('a proxy gets the whole URL, and its user name and password where it has them', async () => {
		server = await FaultServer.start();
		const { host } = new URL(server.url());
		const got = async (proxy: string) => {
			await send(requestTo('http://a.test:8080/x?y=1'), { proxy });
			const { url, headers } = server.received.at(-1)!;
			return [url, headers['proxy-authorization'], headers.host];
		};
		const url = 'http://a.test:8080/x?y=1';
		expect(await got(`http://${host}`)).toEqual([url, undefined, 'a.test:8080']);
		const authorization = `Basic ${Buffer.from('me:pw').toString('base64')}`;
		expect(await got(`http://me:pw@${host}`)).toEqual([url, authorization, 'a.test:8080']);
	});

	test("a proxy's own user name and password come in place of the typed header", async () => {
		server = await FaultServer.start();
		const request = requestTo('http://api.test/', { headers: [['Proxy-Authorization', 'Basic typed']] });
		const sent = () => server.received.at(-1)?.rawHeaders ?? [];
		const isOne = (name: string) => /^proxy-authorization$/i.test(name);

		const proxy = new URL(server.url('ok'));
		await send(request, { proxy: proxy.origin });
		expect(sent()).toContain('Basic typed');

		proxy.username = 'u';
		proxy.password = 'p';
		await send(request, { proxy: proxy.href });
		expect(sent().filter(isOne)).toHaveLength(1);
		expect(sent()).toContain(`Basic ${Buffer.from('u:p').toString('base64')}`);
	});

	test('a name that leads into the private network is refused before the proxy gets it', async () => {
		server = await FaultServer.start();
		const environment = { HTTP_PROXY: server.url() };
		const { failure } = await send(
			requestTo('http://inside.test/'),
			{ allowPrivateNetwork: false },
			{ environment },
		);
		expect(failure).toMatchObject({ kind: 'blocked', message: expect.stringContaining('inside.test') });
		expect(server.received).toHaveLength(0);
	});
});

test('an empty file is not opened, and sent as no body', async () => {
	server = await FaultServer.start();
	const open = jest.fn();
	await send(requestTo(server.url(), { body: { length: 0, open } }));
	expect(open).not.toHaveBeenCalled();
	expect(server.received[0]?.rawHeaders.filter((name) => /^content-length$/i.test(name))).toHaveLength(1);
	expect(server.received[0]?.headers['content-length']).toBe('0');
});

test('where nothing is signed nothing looks like a signature', async () => {
	server = await FaultServer.start();
	await send(requestTo(server.url(), { body: 'x' }));
	expect(server.received[0]?.rawHeaders.filter((_, index) => index % 2 === 0).sort()).toEqual([
		'accept-encoding',
		'connection',
		'content-length',
		'host',
	]);
});
