import { asText, deliveryWith, requestTo } from '../../support/delivery';
import { FaultServer } from '../../support/fault-server';
import { holdTime, passUntil, releaseTime } from '../../support/held-time';
import { ProxyServer } from '../../support/proxy-server';

let server: FaultServer;
let proxy: ProxyServer;
beforeEach(async () => {
	server = await FaultServer.start();
	proxy = await ProxyServer.start(server.port);
});
afterEach(async () => {
	releaseTime();
	await proxy.stop();
	await server.stop();
});

const hangs = () =>
	jest.fn(async (hostname: string) => {
		if (hostname === '127.0.0.1') return [{ address: hostname, family: 4 }];
		return await new Promise<never>(() => undefined);
	});
const sendThree = async (allowPrivateNetwork: boolean, lookup: ReturnType<typeof hangs>) => {
	const tools = { lookup, environment: { HTTP_PROXY: proxy.url() } };
	const delivery = deliveryWith({ allowPrivateNetwork, timeoutMs: 5000 }, tools);
	const all = [];
	for (let i = 0; i < 3; i++) all.push(await delivery.deliver(requestTo('http://inner.example/'), asText));
	return all.map(({ response }) => response?.statusCode);
};

test('a name is not looked up if no address would be refused', async () => {
	const lookup = hangs();
	expect(await sendThree(true, lookup)).toEqual([200, 200, 200]);
	expect(lookup).not.toHaveBeenCalled();
});

test('a name whose look-up hangs is looked up once a run, for two seconds, and left to the proxy', async () => {
	const lookup = hangs();
	holdTime();
	expect(await passUntil(sendThree(false, lookup))).toEqual([200, 200, 200]);
	expect(lookup).toHaveBeenCalledTimes(1);
});

test('a name that leads inside is refused by what was said of it once', async () => {
	const lookup = jest.fn(async () => [{ address: '10.0.0.1', family: 4 }]);
	const delivery = deliveryWith(
		{ allowPrivateNetwork: false },
		{ lookup, environment: { HTTP_PROXY: proxy.url() } },
	);
	for (let i = 0; i < 3; i++) {
		const { failure } = await delivery.deliver(requestTo('http://inner.example/'), asText);
		expect(failure?.kind).toBe('blocked');
	}
	expect(lookup).toHaveBeenCalledTimes(1);
	expect(proxy.lines).toEqual([]);
});
