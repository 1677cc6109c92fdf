import { asText, deliveryWith, requestTo, send } from '../support/delivery';
import { FaultServer, type Play } from '../support/fault-server';
import { holdTime, pass, releaseTime } from '../support/held-time';
import { until } from '../support/until';

const TIMEOUT_MS = 600;
let server: FaultServer;
afterEach(async () => {
	releaseTime();
	await server?.stop();
});

describe('each fault has its kind, and harms no other item', () => {
	test.each([
		['reset-before-response', 'network'],
		['close-before-response', 'network'],
		['reset-in-headers', 'network'],
		['reset-in-body', 'network'],
		['reset-without-length', 'network'],
		['cut-short', 'network'],
		['cut-chunked', 'network'],
		['garbage', 'network'],
		['garbage-in-chunks', 'network'],
		['wrong-length', 'network'],
		['endless-headers', 'response'],
		['corrupt-gzip', 'response'],
		['cut-gzip', 'response'],
		['bomb', 'response'],
		['endless', 'response'],
		['too-large', 'response'],
		['loop', 'redirect'],
	])('%s: %s', async (fault, kind) => {
		server = await FaultServer.start();
		const delivery = deliveryWith();
		const delivered = await delivery.deliver(requestTo(server.url(fault)), asText);
		expect(delivered.failure?.kind).toBe(kind);
		expect(delivered.failure?.message).toContain('127.0.0.1');
		expect(delivered.attempts).toMatchObject([{ kind }]);
		expect(delivered.response?.body ?? '').toBe('');

		const next = await delivery.deliver(requestTo(server.url('fine')), asText);
		expect(next.response).toMatchObject({ statusCode: 200, body: 'ok' });
	});

	test.each(['stall-headers', 'stall-in-headers', 'stall-body', 'drip'])(
		'%s: timeout, at its very time',
		async (fault) => {
			server = await FaultServer.start();
			holdTime();
			const delivery = deliveryWith({ timeoutMs: TIMEOUT_MS });
			let isOver = false;
			const delivering = delivery
				.deliver(requestTo(server.url(fault)), asText)
				.finally(() => (isOver = true));
			await until(() => server.received.length === 1);
			pass(TIMEOUT_MS - 1);
			await new Promise(setImmediate);
			expect(isOver).toBe(false);
			pass(1);
			const { failure, attempts, response } = await delivering;
			expect(failure).toMatchObject({
				kind: 'timeout',
				message: expect.stringContaining('127.0.0.1'),
			});
			expect(attempts).toMatchObject([{ kind: 'timeout', durationMs: TIMEOUT_MS }]);
			expect(response?.body ?? '').toBe('');

			const next = await delivery.deliver(requestTo(server.url('fine')), asText);
			expect(next.response).toMatchObject({ statusCode: 200, body: 'ok' });
		},
	);
});

test.each(['too-large', 'bomb', 'stall-body', 'cut-short'])('%s keeps status and headers', async (fault) => {
	server = await FaultServer.start();
	holdTime();
	const { response } = await deliveryWith({ timeoutMs: TIMEOUT_MS }).deliver(
		requestTo(server.url(fault)),
		async (_head, body) => {
			const reading = body.bytes();
			if (fault === 'stall-body') pass(TIMEOUT_MS);
			return (await reading).toString();
		},
	);
	expect(response).toMatchObject({ statusCode: 200, url: server.url(fault), redirects: [] });
	expect(Object.keys(response?.headers ?? {}).length).toBeGreaterThan(0);
});

test('a connection that breaks off is told by how far the response was', async () => {
	server = await FaultServer.start();
	const messageOf = async (fault: string) => (await send(requestTo(server.url(fault)))).failure?.message;
	expect(await messageOf('reset-before-response')).toBe(
		'127.0.0.1 closed the connection before it responded',
	);
	expect(await messageOf('reset-in-body')).toBe(
		'127.0.0.1 closed the connection in the middle of its response',
	);
});

test('early hints are no response', async () => {
	server = await FaultServer.start({
		hints: (_request, _response, socket) =>
			socket.write(
				'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok',
			),
	});
	const { response } = await send(requestTo(server.url('hints')));
	expect(response).toMatchObject({ statusCode: 201, body: 'ok', headers: { 'content-length': '2' } });
	expect(response?.headers).not.toHaveProperty('link');
});

test('over the limit the connection is closed', async () => {
	server = await FaultServer.start();
	const { failure } = await send(requestTo(server.url('endless')));
	expect(failure).toMatchObject({ kind: 'response', message: expect.stringContaining('larger than 1 MB') });
	expect(server.connections).toBe(1);
	await until(() => server.open === 0);
	expect(server.open).toBe(0);
});

describe('redirects', () => {
	const to =
		(location: string, status = 302): Play =>
		(_request, response) =>
			void response.writeHead(status, { location }).end();

	test('are followed on the same connection, and the chain is told', async () => {
		server = await FaultServer.start({ one: to('/two'), two: to('/three', 303) });
		const { response, attempts } = await send(requestTo(server.url('one'), { body: '{}' }));
		expect(response?.redirects).toEqual([
			{ statusCode: 302, url: server.url('two') },
			{ statusCode: 303, url: server.url('three') },
		]);
		expect(response).toMatchObject({ statusCode: 200, url: server.url('three'), method: 'GET' });
		expect(server.received.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
		expect(server.connections).toBe(1);
		expect(attempts).toHaveLength(1);
	});

	test.each([
		['POST', 301, true],
		['POST', 302, true],
		['POST', 303, undefined],
		['POST', 307, undefined],
		['PUT', 302, undefined],
		['GET', 302, undefined],
	])('that leave the body of a %s behind at a %i say so: %s', async (method, status, lostBody) => {
		server = await FaultServer.start({ one: to('/two', status) });
		const { response } = await send(requestTo(server.url('one'), { method, body: '{}' }));
		expect(response?.statusCode).toBe(200);
		expect(response?.lostBody).toBe(lostBody);
	});

	test('that cannot be followed say why', async () => {
		server = await FaultServer.start({ one: to('ftp://files.test/'), two: to('/three') });
		expect((await send(requestTo(server.url('one')))).response).toMatchObject({
			statusCode: 302,
			notFollowed: 'ftp://files.test/',
		});
		expect((await send(requestTo(server.url('two')))).response).not.toHaveProperty('notFollowed');
	});

	test('a 307 sends the body again, a stream is opened anew', async () => {
		server = await FaultServer.start({ one: to('/two', 307) });
		const { Readable } = await import('node:stream');
		const open = jest.fn(() => Readable.from([Buffer.from('file')]));
		await send(requestTo(server.url('one'), { body: { length: 4, open } }));
		expect(server.received.map(({ body }) => body.toString())).toEqual(['file', 'file']);
		expect(server.received[1]?.headers['content-length']).toBe('4');
		expect(open).toHaveBeenCalledTimes(2);
	});

	test('to another origin leave the secrets behind', async () => {
		server = await FaultServer.start();
		const first = await FaultServer.start({ go: to(server.url('there')) });
		await send(
			requestTo(first.url('go'), {
				method: 'GET',
				headers: [
					['Authorization', 'Bearer t'],
					['X-Mine', '1'],
				],
			}),
			{
				signing: {
					scheme: 'hmac',
					secret: 'key',
					header: 'X-Sig',
					algorithm: 'sha256',
					encoding: 'hex',
					prefix: '',
				},
			},
		);
		expect(first.received[0]?.headers).toHaveProperty('x-sig');
		expect(server.received[0]?.headers).toMatchObject({ 'x-mine': '1' });
		expect(server.received[0]?.headers).not.toHaveProperty('authorization');
		expect(server.received[0]?.headers).not.toHaveProperty('x-sig');
		await first.stop();
	});

	test('the timeout covers all hops', async () => {
		const slowly: Play = (_request, response) => {
			pass(150);
			response.writeHead(302, { location: '/slow' }).end();
		};
		server = await FaultServer.start({ slow: slowly });
		holdTime();
		const { failure, attempts } = await send(requestTo(server.url('slow'), { method: 'GET' }), {
			timeoutMs: 400,
			retry: { mode: 'never' },
			redirects: { follow: true, max: 50 },
		});
		expect(failure?.kind).toBe('timeout');
		expect(attempts).toMatchObject([{ durationMs: 450 }]);
		expect(server.received).toHaveLength(3);
	});

	test('one that is not followed keeps the 3xx with its body', async () => {
		const play: Play = (_request, response) =>
			void response.writeHead(302, { location: 'http://u:p@x.test/' }).end('see there');
		server = await FaultServer.start({ play });
		const { response, failure } = await send(requestTo(server.url('play')));
		expect(failure?.kind).toBe('redirect');
		expect(response).toMatchObject({ statusCode: 302, body: 'see there', redirects: [] });
		expect(JSON.stringify(failure) + failure?.message).not.toContain('u:p');
	});

	test('into a private network are blocked', async () => {
		server = await FaultServer.start({ go: to('http://169.254.169.254/latest/meta-data') });
		const lookup = async () => [{ address: '127.0.0.1', family: 4 }];
		const egress = {
			checkUrl: () => undefined,
			checkAddress: (address: string) => {
				if (address.startsWith('169.')) throw new Error('metadata');
			},
		};
		const { response, failure } = await send(
			requestTo(server.url('go', 'a.test')),
			{},
			{ lookup, egress },
		);
		expect(failure).toMatchObject({
			kind: 'blocked',
			message: expect.stringContaining('169.254.169.254'),
		});
		expect(response?.statusCode).toBe(302);
	});
});

test('HEAD, 204 and 304 have no body, whatever their headers say', async () => {
	const packed: Play = (_request, response) =>
		void response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': '99999999' }).end();
	const empty: Play = (_request, response) =>
		void response.writeHead(204, { 'content-encoding': 'gzip' }).end();
	server = await FaultServer.start({ packed, empty });
	expect((await send(requestTo(server.url('packed'), { method: 'HEAD' }))).response?.body).toBe('');
	expect((await send(requestTo(server.url('empty')))).response?.body).toBe('');
});
