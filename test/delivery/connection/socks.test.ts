import { requestTo, send } from '../../support/delivery';
import { FaultServer } from '../../support/fault-server';
import { SocksServer } from '../../support/socks-server';
import { certificate, pem } from '../../support/tls-fixtures';

const PUBLIC = '93.184.216.34';
const trusting = { tls: { ignoreSslIssues: false, ca: pem('ca.crt') }, retry: { mode: 'never' as const } };
const closed = { ...trusting, allowPrivateNetwork: false };
const lookup = async () => [{ address: PUBLIC, family: 4 }];

let server: FaultServer;
let socks: SocksServer;
afterEach(async () => {
	await socks.stop();
	await server.stop();
});
const start = async (secure: boolean, credentials?: string) => {
	server = await FaultServer.start({}, secure ? certificate('server') : undefined);
	socks = await SocksServer.start(server.port, credentials);
};

test.each([
	['socks5', false, `5 @${PUBLIC}`],
	['socks5', true, `5 @${PUBLIC}`],
	['socks5h', true, '5 @secure.test'],
	['socks', false, '5 @secure.test'],
	['socks4', false, `4 @${PUBLIC}`],
	['socks4', true, `4 @${PUBLIC}`],
	['socks4a', true, '4 @secure.test'],
])('%s:// takes a request to its target (TLS: %s)', async (scheme, secure, asked) => {
	await start(secure);
	const url = `http${secure ? 's' : ''}://secure.test/a?b`;
	const environment = { ALL_PROXY: `${scheme}://${socks.address}` };
	const { response, failure } = await send(requestTo(url, { body: 'x' }), closed, { environment, lookup });
	expect(failure).toBeUndefined();
	expect(response?.statusCode).toBe(200);
	expect(socks.asked).toEqual([asked]);
	expect(server.received[0]).toMatchObject({ url: '/a?b', headers: { host: 'secure.test' } });
});

test('the option takes one too, with a user name and a password that are percent-encoded', async () => {
	await start(false, 'me:p@ss');
	const proxy = `socks5h://me:p%40ss@${socks.address}`;
	expect((await send(requestTo('http://secure.test/'), { ...trusting, proxy })).response?.statusCode).toBe(
		200,
	);
	expect(socks.asked).toEqual(['5 me@secure.test']);
});

test('a wrong password is a failure that names the proxy, without the password', async () => {
	await start(false, 'me:right');
	const proxy = `socks5://me:wrong@${socks.address}`;
	const { failure } = await send(requestTo('http://secure.test/'), { ...trusting, proxy });
	expect(failure).toMatchObject({
		kind: 'connect',
		field: 'options.proxy',
		message: `The proxy ${socks.address} did not connect to secure.test:80`,
		description: expect.stringContaining('Authentication failed'),
	});
	expect(JSON.stringify(failure)).not.toContain('wrong');
});

test.each(['socks5', 'socks5h', 'socks4a'])('%s:// does not lead into a private network', async (scheme) => {
	await start(false);
	const environment = { ALL_PROXY: `${scheme}://${socks.address}` };
	const inside = async () => [{ address: '10.0.0.1', family: 4 }];
	const { failure } = await send(requestTo('http://inside.test/'), closed, { environment, lookup: inside });
	expect(failure?.kind).toBe('blocked');
	expect(socks.asked).toEqual([]);
});

test('SOCKS4 and a service that has only IPv6 is told as such', async () => {
	await start(false);
	const environment = { ALL_PROXY: `socks4://${socks.address}` };
	const lookupSix = async () => [{ address: '2606:2800:220:1::1', family: 6 }];
	const { failure } = await send(requestTo('http://six.test/'), trusting, {
		environment,
		lookup: lookupSix,
	});
	expect(failure?.message).toContain('SOCKS4 has no IPv6');
});

test("the author's own is judged like a target", async () => {
	await start(false);
	const proxy = `socks5://${socks.address}`;
	const { failure } = await send(requestTo('http://public.test/'), { ...closed, proxy }, { lookup });
	expect(failure).toMatchObject({ kind: 'blocked', field: 'options.proxy' });
});
