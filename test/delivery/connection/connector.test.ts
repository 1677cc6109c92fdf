import * as http2 from 'node:http2';
import * as net from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as tls from 'node:tls';

import { asText, deliveryWith, requestTo, send } from '../../support/delivery';
import { FaultServer, type Play } from '../../support/fault-server';
import { ProxyServer } from '../../support/proxy-server';
import { startInsecureRenegotiation } from '../../support/insecure-renegotiation';
import { holdRefusedPort } from '../../support/refused-port';
import { ResumptionHater } from '../../support/resumption-hater';
import { certificate, pem } from '../../support/tls-fixtures';
import { until } from '../../support/until';

const ca = pem('ca.crt');
const trusting = { tls: { ignoreSslIssues: false, ca } };
const PUBLIC = [{ address: '93.184.216.34', family: 4 }];
const stops: Array<{ stop(): Promise<void> }> = [];
const track = <T extends { stop(): Promise<void> }>(server: T): T => {
	stops.push(server);
	return server;
};
const plain = async () => track(await FaultServer.start());
const secure = async (name: Parameters<typeof certificate>[0] = 'server', more = {}) =>
	track(await FaultServer.start({}, { ...certificate(name), ...more }));
const refusedPort = async () => track(await holdRefusedPort()).port;
const proxyTo = async (...args: Parameters<typeof ProxyServer.start>) =>
	track(await ProxyServer.start(...args));

afterEach(async () => {
	for (const server of stops.splice(0)) await server.stop();
});

describe('no connection', () => {
	test('nothing is listening', async () => {
		const port = await refusedPort();
		const { failure } = await send(requestTo(`http://127.0.0.1:${port}/?secret=1`));
		expect(failure).toMatchObject({
			kind: 'connect',
			message: `Nothing is listening at 127.0.0.1:${port} (connection refused)`,
			retryable: true,
		});
	});

	test('a name without an address', async () => {
		const { failure, attempts } = await send(requestTo('http://nowhere.example/'));
		expect(failure).toMatchObject({ kind: 'dns', message: 'Host not found: nowhere.example' });
		expect(attempts).toHaveLength(3);
	});

	test('a look-up that never ends is ended by the timeout', async () => {
		const lookup = () => new Promise<never>(() => undefined);
		const policy = { timeoutMs: 100, retry: { mode: 'never' as const } };
		const { failure } = await send(requestTo('http://slow.example/'), policy, { lookup });
		expect(failure?.kind).toBe('timeout');
	});

	test('of several addresses one that answers is enough', async () => {
		const server = await plain();
		const lookup = async () => [
			{ address: '::1', family: 6 },
			{ address: '127.0.0.1', family: 4 },
		];
		const { response } = await send(requestTo(server.url('', 'both.test')), {}, { lookup });
		expect(response?.statusCode).toBe(200);
	});

	test('an address that answers is not given up because this process was busy meanwhile', async () => {
		const server = await plain();
		const busy = () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
		const lookup = async () => {
			await new Promise<void>((resolve) => {
				setImmediate(resolve);
				// once the connection has been asked for, and before anybody looks whether it stands
				setImmediate(busy);
			});
			return ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
		};
		const policy = { retry: { mode: 'never' as const } };
		const { failure } = await send(requestTo(server.url('', 'busy.test')), policy, { lookup });
		expect(failure).toBeUndefined();
	});
});

describe('guard at connect time', () => {
	const closed = { allowPrivateNetwork: false };

	test('a name that leads into a private network is blocked, and nothing is connected', async () => {
		const server = await plain();
		const { failure, attempts } = await send(requestTo(server.url('', 'inside.test')), closed);
		expect(failure).toMatchObject({ kind: 'blocked', message: expect.stringContaining('inside.test') });
		expect(attempts).toEqual([]);
		expect(server.connections).toBe(0);
	});

	test('a literal address and localhost are blocked without a look-up', async () => {
		const lookup = jest.fn();
		for (const host of [
			'127.0.0.1',
			'localhost',
			'a.localhost',
			'[::1]',
			'0x7f.1',
			'[::ffff:10.0.0.1]',
		]) {
			const { failure } = await send(requestTo(`http://${host}/`), closed, { lookup });
			expect(failure).toMatchObject({ kind: 'blocked', field: 'url' });
		}
		expect(lookup).not.toHaveBeenCalled();
	});

	/** Notes which addresses a socket would try, and lets it try a closed port of this machine instead. */
	async function noteTried(): Promise<string[]> {
		const port = await refusedPort();
		const tried: string[] = [];
		const real = jest.requireActual<typeof net>('node:net');
		const { connect } = real;
		jest.spyOn(real, 'connect').mockImplementation(((options: net.TcpNetConnectOpts) => {
			options.lookup?.(options.host ?? '', { all: true }, (_error, addresses) => {
				tried.push(...[addresses].flat().map((one) => (typeof one === 'string' ? one : one.address)));
			});
			return connect(port, '127.0.0.1');
		}) as typeof net.connect);
		return tried;
	}
	afterEach(() => void jest.restoreAllMocks());

	test('a name is judged anew by each connection: an address that changes gets nowhere', async () => {
		const tried = await noteTried();
		let lookups = 0;
		const lookup = async () => (lookups++ === 0 ? PUBLIC : [{ address: '127.0.0.1', family: 4 }]);
		const { failure, attempts } = await send(requestTo('http://rebind.test/'), closed, { lookup });
		expect(attempts).toMatchObject([{ kind: 'connect' }]);
		expect(failure?.kind).toBe('blocked');
		expect(tried).toEqual(['93.184.216.34']);
	});

	test('of several addresses only the public ones are tried, as they were judged', async () => {
		const tried = await noteTried();
		const lookup = async () => [{ address: '127.0.0.1', family: 4 }, ...PUBLIC];
		const policy = { ...closed, retry: { mode: 'never' as const } };
		const { failure } = await send(requestTo('http://mixed.test/'), policy, { lookup });
		expect(failure?.kind).toBe('connect');
		expect(tried).toEqual(['93.184.216.34']);
	});

	test("the operator's guard holds besides, whatever the option says", async () => {
		const server = await plain();
		const byUrl = { checkUrl: async () => Promise.reject(new Error('not here')) };
		const byAddress = {
			checkUrl: () => undefined,
			checkAddress: () => {
				throw new Error('not there');
			},
		};
		for (const egress of [byUrl, byAddress]) {
			const { failure } = await send(requestTo(server.url('', 'a.test')), {}, { egress });
			expect(failure).toMatchObject({
				kind: 'blocked',
				description: expect.stringMatching(/not (here|there)/),
			});
		}
		expect(server.connections).toBe(0);
	});
});

describe('TLS', () => {
	test('a private authority is trusted, and the name is checked against the host', async () => {
		const server = await secure();
		for (const host of ['secure.test', '127.0.0.1']) {
			expect((await send(requestTo(server.url('', host)), trusting)).response?.statusCode).toBe(200);
		}
	});

	test.each([
		['expired', 'secure.test', 'The certificate of secure.test expired on 2026-01-03'],
		[
			'wrong-name',
			'secure.test',
			'The certificate of secure.test is for other.test, not for secure.test',
		],
		['self-signed', 'secure.test', 'The certificate of secure.test is self-signed'],
	] as const)('%s: says what is wrong, and is not tried again', async (name, host, message) => {
		const server = await secure(name);
		const { failure, attempts } = await send(
			requestTo(server.url('', host), { method: 'GET' }),
			trusting,
		);
		expect(failure).toMatchObject({ kind: 'tls', message, retryable: false });
		expect(attempts).toHaveLength(1);
		expect(server.received).toHaveLength(0);
	});

	test('a dot behind the host is no part of the name in the certificate', async () => {
		const server = await secure();
		const { response } = await send(requestTo(server.url('', 'secure.test.')), trusting, {
			lookup: async () => [{ address: '127.0.0.1', family: 4 }],
		});
		expect(response?.statusCode).toBe(200);
	});

	test('an unknown authority is named as such', async () => {
		const server = await secure();
		const { failure } = await send(requestTo(server.url('', 'secure.test')));
		expect(failure).toMatchObject({ kind: 'tls', message: expect.stringMatching(/unknown issuer/) });
	});

	test('ignoreSslIssues connects to all of them', async () => {
		for (const name of ['expired', 'wrong-name', 'self-signed'] as const) {
			const server = await secure(name);
			const { response } = await send(requestTo(server.url('', 'secure.test')), {
				tls: { ignoreSslIssues: true },
			});
			expect(response?.statusCode).toBe(200);
		}
	});

	test('each authority in the field counts, whatever is between them and in whatever order', async () => {
		const servers = [await secure('server'), await secure('self-signed')];
		const texts = [`# ours\n${ca}`, pem('self-signed.crt')];
		for (const several of [texts.join('\n'), [...texts].reverse().join('')]) {
			for (const server of servers) {
				const policy = { tls: { ignoreSslIssues: false, ca: several } };
				expect(
					(await send(requestTo(server.url('', 'secure.test')), policy)).response?.statusCode,
				).toBe(200);
			}
		}
	});

	test('the authorities of NODE_EXTRA_CA_CERTS count besides the one in the field', async () => {
		const servers = [await secure('server'), await secure('self-signed')];
		const environment = { NODE_EXTRA_CA_CERTS: join(__dirname, '../../support/certificates/ca.crt') };
		const policy = { tls: { ignoreSslIssues: false, ca: pem('self-signed.crt') } };
		const getCACertificates = (tls as { getCACertificates?: unknown }).getCACertificates;
		// a newer Node has read its own environment when it started
		if (getCACertificates) return;
		for (const server of servers) {
			const { response } = await send(requestTo(server.url('', 'secure.test')), policy, {
				environment,
			});
			expect(response?.statusCode).toBe(200);
		}
		const unreadable = { environment: { NODE_EXTRA_CA_CERTS: '/nowhere' } };
		const { response } = await send(requestTo(servers[1]!.url('', 'secure.test')), policy, unreadable);
		expect(response?.statusCode).toBe(200);
	});

	test.each(['TLSv1', 'TLSv1.1'] as const)(
		'%s: the sentence names the option, which connects',
		async (version) => {
			const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
			const server = await secure('server', old);
			const url = server.url('', 'secure.test');
			const { failure } = await send(requestTo(url), trusting);
			expect(failure).toMatchObject({
				kind: 'tls',
				description: expect.stringContaining('Ignore SSL Issues'),
			});
			expect(
				(await send(requestTo(url), { tls: { ignoreSslIssues: true } })).response?.statusCode,
			).toBe(200);
		},
	);

	test('a small key: the sentence names the option, which connects', async () => {
		const server = await secure('small-key', { ciphers: 'DEFAULT@SECLEVEL=0' });
		const url = server.url('', 'secure.test');
		const policy = { tls: { ignoreSslIssues: false, ca: pem('small-key.crt') } };
		const { failure } = await send(requestTo(url), policy);
		expect(failure).toMatchObject({
			kind: 'tls',
			description: expect.stringContaining('Ignore SSL Issues'),
		});
		expect((await send(requestTo(url), { tls: { ignoreSslIssues: true } })).response?.statusCode).toBe(
			200,
		);
	});

	test('no secure renegotiation: the sentence names the option, which connects', async () => {
		const { port } = track(await startInsecureRenegotiation());
		const url = `https://secure.test:${port}/`;
		const { failure } = await send(requestTo(url), trusting);
		expect(failure).toMatchObject({
			kind: 'tls',
			message: expect.stringContaining('does not support secure renegotiation (RFC 5746)'),
			description: expect.stringContaining('Ignore SSL Issues'),
		});
		const ignoring = await send(requestTo(url), { tls: { ignoreSslIssues: true } });
		expect(ignoring.response?.statusCode).toBe(200);
	});

	test('a server that speaks only HTTP/2', async () => {
		const server = http2.createSecureServer({ ...certificate('server') });
		server.on('error', () => undefined).on('sessionError', () => undefined);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		stops.push({ stop: async () => void server.close() });
		const { port } = server.address() as AddressInfo;
		const { failure } = await send(requestTo(`https://secure.test:${port}/`), trusting);
		expect(failure).toMatchObject({
			kind: 'tls',
			message: expect.stringContaining('speaks only HTTP/2'),
		});
	});

	test.each(['TLSv1.2', 'TLSv1.3'] as const)(
		'a server that resets every resumed session gets full handshakes, and each POST once (%s)',
		async (maxVersion) => {
			const held: Array<() => void> = [];
			const plays: Record<string, Play> = {
				hold: (_request, response) => void held.push(() => response.end('ok')),
				close: (_request, response) =>
					void response.writeHead(200, { connection: 'close' }).end('ok'),
			};
			const server = track(await FaultServer.start(plays, { ...certificate('server'), maxVersion }));
			const strict = track(await ResumptionHater.start(server.port));
			const delivery = deliveryWith({ ...trusting, retry: { mode: 'never' } });
			const post = (path: string) =>
				delivery.deliver(
					requestTo(`https://secure.test:${strict.port}/${path}`, { body: 'x' }),
					asText,
				);
			const holding = post('hold');
			await until(() => held.length === 1);
			for (let i = 0; i < 4; i++) {
				const { failure, attempts } = await post('close');
				expect(failure).toBeUndefined();
				expect(attempts).toHaveLength(1);
			}
			held[0]?.();
			await holding;
			expect(server.received).toHaveLength(5);
			expect(strict.resets).toBe(1);
		},
	);

	test('a server that does not speak TLS', async () => {
		const server = await plain();
		const { failure } = await send(
			requestTo(server.url('', 'secure.test').replace('http:', 'https:')),
			trusting,
		);
		expect(failure).toMatchObject({
			kind: 'tls',
			message: expect.stringContaining('This port does not use HTTPS'),
		});
	});

	test('a server that breaks off the handshake', async () => {
		const server = net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		stops.push({ stop: async () => void server.close() });
		const { failure } = await send(
			requestTo(`https://secure.test:${(server.address() as AddressInfo).port}/`),
		);
		expect(failure).toMatchObject({
			kind: 'tls',
			message: expect.stringContaining('closed the connection during the TLS handshake'),
		});
	});

	describe('client certificates', () => {
		const wants = { ca, requestCert: true, rejectUnauthorized: true };
		const client = { ...certificate('client'), ca, ignoreSslIssues: false };

		test('are shown to the service that wants one', async () => {
			const server = await secure('server', wants);
			const { response } = await send(requestTo(server.url('', 'secure.test')), { tls: client });
			expect(response?.statusCode).toBe(200);
		});

		test.each(['TLSv1.2', 'TLSv1.3'] as const)(
			'that are missing are a failed handshake (%s)',
			async (maxVersion) => {
				const server = await secure('server', { ...wants, maxVersion });
				const { failure, attempts } = await send(requestTo(server.url('', 'secure.test')), {
					...trusting,
					retry: { mode: 'always' },
				});
				expect(failure?.kind).toBe('tls');
				expect(attempts).toHaveLength(1);
			},
		);

		test('are for the first origin only', async () => {
			const other = await secure('server', { ...wants, rejectUnauthorized: false });
			const seen: boolean[] = [];
			const first = track(
				await FaultServer.start(
					{
						go: (_request, response, socket) => {
							seen.push(
								(socket as import('node:tls').TLSSocket).getPeerCertificate().subject !==
									undefined,
							);
							response.writeHead(302, { location: other.url('', 'secure.test') }).end();
						},
					},
					{ ...certificate('server'), ...wants },
				),
			);
			const { failure, response } = await send(requestTo(first.url('go', 'secure.test')), {
				tls: client,
			});
			expect(failure).toBeUndefined();
			expect(response?.statusCode).toBe(200);
			expect(seen).toEqual([true]);
		});
	});
});

describe('proxies', () => {
	test('http goes to the proxy with its whole URL, https through a tunnel, each with its name', async () => {
		const http = await plain();
		const https = await secure();
		const forHttp = await proxyTo(http.port);
		const forHttps = await proxyTo(https.port);
		const environment = { HTTP_PROXY: forHttp.url(), https_proxy: forHttps.url() };
		const closed = { ...trusting, allowPrivateNetwork: false };
		const lookup = async () => PUBLIC;
		const one = await send(requestTo('http://public.test/a?b', { body: 'x' }), closed, {
			environment,
			lookup,
		});
		const two = await send(requestTo('https://secure.test/a?b', { body: 'x' }), closed, {
			environment,
			lookup,
		});
		expect([one.response?.statusCode, two.response?.statusCode]).toEqual([200, 200]);
		expect(forHttp.lines).toEqual(['POST http://public.test/a?b']);
		expect(forHttps.lines).toEqual(['CONNECT secure.test:443']);
		expect(http.received[0]).toMatchObject({ url: '/a?b', headers: { host: 'public.test' } });
		expect(https.received[0]).toMatchObject({ url: '/a?b', headers: { host: 'secure.test' } });
	});

	test('get the credentials of their URL, and the service does not', async () => {
		const https = await secure();
		const proxy = await proxyTo(https.port, { credentials: 'me:p@ss' });
		const { response } = await send(requestTo('https://secure.test/'), {
			...trusting,
			proxy: proxy.url('me:p%40ss'),
		});
		expect(response?.statusCode).toBe(200);
		expect(https.received[0]?.headers).not.toHaveProperty('proxy-authorization');
	});

	test.each(['http://public.test/', 'https://secure.test/'])(
		'one that wants a password for %s',
		async (url) => {
			const proxy = await proxyTo(1, { credentials: 'me:right' });
			const { failure } = await send(requestTo(url), { proxy: proxy.url('me:wrong') });
			expect(failure).toMatchObject({ kind: 'connect', field: 'options.proxy' });
			expect(failure?.message).toBe(
				`The proxy ${proxy.label} rejects the user name and password (status 407)`,
			);
			const { failure: without } = await send(requestTo(url), { proxy: proxy.url() });
			expect(without?.message).toBe(
				`The proxy ${proxy.label} requires a user name and a password (status 407)`,
			);
		},
	);

	test.each(['http://public.test/', 'https://secure.test/'])(
		'a POST that they refuse has reached no service, so it may be sent again: %s',
		async (url) => {
			const proxy = await proxyTo(1, { credentials: 'me:right' });
			const { attempts } = await send(requestTo(url, { method: 'POST', body: 'x' }), {
				proxy: proxy.url('me:wrong'),
				retry: { maxRetries: 1 },
			});
			expect(attempts.map(({ kind }) => kind)).toEqual(['connect', 'connect']);
		},
	);

	test('one that refuses to connect', async () => {
		const proxy = await proxyTo(1, { status: 403 });
		const { failure } = await send(requestTo('https://secure.test/'), { proxy: proxy.url() });
		expect(failure).toMatchObject({
			kind: 'connect',
			message: `The proxy ${proxy.label} refuses to connect to secure.test:443 (status 403)`,
		});
	});

	test('one that breaks off is told, and where it was to lead', async () => {
		const proxy = net.createServer((socket) => socket.on('data', () => socket.destroy()));
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		track({ stop: () => new Promise((resolve) => proxy.close(() => resolve())) });
		const label = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
		const { failure } = await send(requestTo('https://[::2]:8443/'), { proxy: `http://${label}` });
		expect(failure).toMatchObject({
			kind: 'connect',
			field: 'options.proxy',
			message: `The proxy ${label} closed the connection to [::2]:8443`,
		});
	});

	test('of several addresses of a proxy those that are allowed are used', async () => {
		const https = await secure();
		const proxy = await proxyTo(https.port);
		const egress = {
			checkUrl: () => undefined,
			checkAddress: (address: string) => {
				if (address === '127.0.0.2') throw new Error('no');
			},
		};
		const lookup = async (hostname: string) =>
			hostname === 'proxy.test'
				? [
						{ address: '127.0.0.2', family: 4 },
						{ address: '127.0.0.1', family: 4 },
					]
				: [{ address: '127.0.0.1', family: 4 }];
		const proxied = { ...trusting, proxy: proxy.url().replace('127.0.0.1', 'proxy.test') };
		const { response } = await send(requestTo('https://secure.test/'), proxied, { lookup, egress });
		expect(response?.statusCode).toBe(200);
	});

	test('one that cannot be looked up is told as the proxy', async () => {
		const { failure } = await send(requestTo('https://secure.test/'), {
			proxy: 'http://nowhere.example:1',
		});
		expect(failure).toMatchObject({ kind: 'connect', field: 'options.proxy' });
		expect(failure?.message).toMatch(
			/^The proxy nowhere\.example:1 cannot be used: Host not found: nowhere\.example/,
		);
	});

	test('one that is dead', async () => {
		const label = `127.0.0.1:${await refusedPort()}`;
		const { failure } = await send(requestTo('https://secure.test/'), { proxy: `http://${label}` });
		expect(failure).toMatchObject({ kind: 'connect', field: 'options.proxy' });
		expect(failure?.message).toContain(`The proxy ${label}`);
	});

	test("the author's own is judged like a target, the environment's is not", async () => {
		const server = await plain();
		const proxy = await proxyTo(server.port);
		const closed = { allowPrivateNetwork: false };
		const tools = { lookup: async () => PUBLIC };
		const own = await send(requestTo('http://public.test/'), { ...closed, proxy: proxy.url() }, tools);
		expect(own.failure).toMatchObject({ kind: 'blocked', field: 'options.proxy' });
		const named = await send(
			requestTo('http://public.test/'),
			{ ...closed, proxy: 'http://inside.test:1' },
			{
				lookup: async (name) =>
					name === 'inside.test' ? [{ address: '10.0.0.1', family: 4 }] : PUBLIC,
			},
		);
		expect(named.failure).toMatchObject({ kind: 'blocked', field: 'options.proxy' });
		const environment = { HTTP_PROXY: proxy.url() };
		expect(
			(await send(requestTo('http://public.test/'), closed, { ...tools, environment })).response
				?.statusCode,
		).toBe(200);
	});

	test.each(['http://inside.test/', 'https://inside.test/', 'http://10.0.0.1/', 'https://localhost/'])(
		'%s is refused before the request leaves for the proxy',
		async (url) => {
			const proxy = await proxyTo(1);
			const environment = { HTTP_PROXY: proxy.url(), HTTPS_PROXY: proxy.url() };
			const lookup = async () => [...PUBLIC, { address: '10.0.0.1', family: 4 }];
			const { failure } = await send(
				requestTo(url),
				{ allowPrivateNetwork: false },
				{ environment, lookup },
			);
			expect(failure?.kind).toBe('blocked');
			expect(proxy.lines).toEqual([]);
		},
	);

	test('a name that only the proxy can resolve is left to it', async () => {
		const server = await plain();
		const proxy = await proxyTo(server.port);
		const environment = { HTTP_PROXY: proxy.url() };
		const { response } = await send(
			requestTo('http://unknown.example/'),
			{ allowPrivateNetwork: false },
			{ environment },
		);
		expect(response?.statusCode).toBe(200);
	});
});
