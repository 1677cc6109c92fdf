import { ChainCookies } from '../../nodes/CustomWebhook/delivery/cookies';
import type { NameValue } from '../../nodes/CustomWebhook/delivery';
import { requestTo, send } from '../support/delivery';
import { FaultServer, type Play } from '../support/fault-server';

const FROM = new URL('https://a.example.com/login/start');

function cookieFor(to: string, setCookie: string | string[], headers: NameValue[] = []): string | undefined {
	const cookies = new ChainCookies();
	cookies.keep(FROM, setCookie);
	const sent = cookies.headersFor({ url: new URL(to), headers });
	return sent.find(([name]) => name.toLowerCase() === 'cookie')?.[1];
}

describe('a cookie of a redirect', () => {
	test.each<[string, string, string | string[], string | undefined]>([
		['goes to its origin', 'https://a.example.com/login/next', 'sid=1', 'sid=1'],
		['goes with all others', 'https://a.example.com/login/next', ['sid=1', 'b=2; Path=/'], 'sid=1; b=2'],
		['keeps to its path', 'https://a.example.com/other', 'sid=1', undefined],
		['is forgotten when it has expired', 'https://a.example.com/login/x', 'sid=1; Max-Age=0', undefined],
		[
			'never goes to a sister',
			'https://b.example.com/login/x',
			'sid=1; Domain=example.com; Path=/',
			undefined,
		],
		['never goes to another port', 'https://a.example.com:8443/login/x', 'sid=1; Path=/', undefined],
		['never goes to http', 'http://a.example.com/login/x', 'sid=1; Path=/', undefined],
		['of another domain is not kept', 'https://a.example.com/login/x', 'sid=1; Domain=b.test', undefined],
		['that is none is passed over', 'https://a.example.com/login/x', ['', '=', 'sid=1'], 'sid=1'],
	])('%s: %s %j → %s', (_rule, to, setCookie, expected) => {
		expect(cookieFor(to, setCookie)).toBe(expected);
	});

	test('joins the cookies that the author typed, and replaces the one of its name', () => {
		const typed: NameValue[] = [['cookie', 'a=1; sid=old;b=2']];
		expect(cookieFor('https://a.example.com/login/x', 'sid=new', typed)).toBe('a=1; b=2; sid=new');
	});

	test('of the service replaces the one that came before', () => {
		expect(cookieFor('https://a.example.com/login/x', ['sid=1', 'sid=2'])).toBe('sid=2');
	});

	test('leaves the headers as they are if there is none for the hop', () => {
		const headers: NameValue[] = [['Cookie', 'typed=1']];
		expect(new ChainCookies().headersFor({ url: FROM, headers })).toBe(headers);
	});
});

describe('a login gate', () => {
	/** Lets in who has the cookie; sends everybody else to get it. */
	const gate: Play = (request, response) => {
		if (request.headers.cookie?.includes('seen=1')) response.end('inside');
		else response.writeHead(302, { location: '/gate', 'set-cookie': 'seen=1; Path=/' }).end();
	};

	test('is passed: its cookie comes back within the chain', async () => {
		const server = await FaultServer.start({ gate });
		const { response } = await send(requestTo(server.url('gate'), { method: 'GET' }));
		await server.stop();
		expect(response).toMatchObject({ statusCode: 200, body: 'inside' });
		expect(server.received.map(({ headers }) => headers.cookie)).toEqual([undefined, 'seen=1']);
	});

	test('sees no cookie in the next attempt, nor of another item', async () => {
		const server = await FaultServer.start({ gate });
		await send(requestTo(server.url('gate'), { method: 'GET' }));
		await send(requestTo(server.url('gate'), { method: 'GET' }));
		await server.stop();
		expect(server.received.map(({ headers }) => headers.cookie)).toEqual([
			undefined,
			'seen=1',
			undefined,
			'seen=1',
		]);
	});

	test('gets its own cookie back after a detour over another origin, which gets none', async () => {
		const go =
			(location: () => string, headers = {}): Play =>
			(_request, response) =>
				void response.writeHead(302, { location: location(), ...headers }).end();
		const server: FaultServer = await FaultServer.start({
			start: go(() => other.url('sso'), { 'set-cookie': 'seen=1; Path=/' }),
		});
		const other = await FaultServer.start({ sso: go(() => server.url('back')) });
		await send(requestTo(server.url('start'), { method: 'GET' }));
		await Promise.all([server.stop(), other.stop()]);
		expect(other.received[0]?.headers).not.toHaveProperty('cookie');
		expect(server.received[1]?.headers.cookie).toBe('seen=1');
	});
});
