import { parseProxy, proxyFor } from '../../../nodes/CustomWebhook/delivery/connection/proxy';

const http = new URL('http://api.example.com/');
const https = new URL('https://api.example.com/');
const label = (url: URL, environment: Record<string, string>, option?: string) =>
	proxyFor(url, option, environment)?.label;

describe('which proxy', () => {
	test('the option holds for both schemes, whatever the environment says', () => {
		const environment = { HTTP_PROXY: 'http://other:1', NO_PROXY: '*' };
		expect(label(http, environment, 'http://mine:3128')).toBe('mine:3128');
		expect(label(https, environment, 'http://mine:3128')).toBe('mine:3128');
		expect(proxyFor(http, 'http://mine:3128', environment)?.fromOption).toBe(true);
	});

	test('the environment has one for each scheme, and one for all', () => {
		const environment = { HTTP_PROXY: 'http://plain:1', HTTPS_PROXY: 'http://tls:2' };
		expect(label(http, environment)).toBe('plain:1');
		expect(label(https, environment)).toBe('tls:2');
		expect(label(https, { ALL_PROXY: 'http://all:3' })).toBe('all:3');
		expect(label(https, { HTTP_PROXY: 'http://plain:1' })).toBeUndefined();
	});

	test('lower case comes before upper case, and empty is none', () => {
		expect(label(http, { http_proxy: 'http://low:1', HTTP_PROXY: 'http://up:2' })).toBe('low:1');
		expect(label(http, { http_proxy: '', HTTP_PROXY: 'http://up:2' })).toBe('up:2');
		expect(label(http, { HTTP_PROXY: ' ' })).toBeUndefined();
		expect(label(http, {}, ' ')).toBeUndefined();
	});
});

describe('NO_PROXY', () => {
	test.each([
		['*', 'api.example.com'],
		['*example.com', 'api.example.com'],
		['*ample.com', 'api.example.com'],
		['api.*', 'api.example.com'],
		['10.*', '10.1.2.3'],
		['0:0:0:0:0:0:0:1', '[::1]'],
		['FD00::/8', '[fd00::5]'],
		['[::1]:080', '[::1]'],
		['api.example.com', 'api.example.com'],
		['example.com', 'api.example.com'],
		['.example.com', 'api.example.com'],
		['*.example.com', 'api.example.com'],
		['EXAMPLE.com', 'api.example.com'],
		['a.test, example.com', 'api.example.com'],
		['a.test example.com', 'api.example.com'],
		['example.com:80', 'api.example.com'],
		['127.0.0.1', '127.0.0.1'],
		['10.0.0.0/8', '10.1.2.3'],
		['[::1]', '[::1]'],
		['::1', '[::1]'],
		['fd00::/8', '[fd00::5]'],
		['[::1]:80', '[::1]'],
		['  a.test ,, example.com ', 'api.example.com'],
		['example.com.', 'api.example.com'],
		['example.com', 'api.example.com.'],
		['example.com:81', 'api.example.com:81'],
	])('%j exempts %s', (noProxy, host) => {
		const environment = { HTTP_PROXY: 'http://proxy:1', NO_PROXY: noProxy };
		expect(label(new URL(`http://${host}/`), environment)).toBeUndefined();
	});

	test.each([
		['', 'api.example.com'],
		['ample.com', 'api.example.com'],
		['example.com:8080', 'api.example.com'],
		['api.example.com.evil.test', 'api.example.com'],
		['10.0.0.0/8', '11.1.2.3'],
		['10.0.0.0/8', '[fd00::5]'],
		['0.0.1', '127.0.0.1'],
		['.', 'api.example.com'],
		[',', 'api.example.com'],
		['example.com:8080x', 'api.example.com:8080'],
		['x-example.com', 'api.example.com'],
	])('%j does not exempt %s', (noProxy, host) => {
		const environment = { HTTP_PROXY: 'http://proxy:1', NO_PROXY: noProxy };
		expect(label(new URL(`http://${host}/`), environment)).toBe('proxy:1');
	});
});

test('NO_PROXY with a port means the port of the scheme where the URL has none', () => {
	const environment = { ALL_PROXY: 'http://proxy:1', NO_PROXY: 'example.com:443' };
	expect([label(https, environment), label(http, environment)]).toEqual([undefined, 'proxy:1']);
});

describe('the URL of a proxy', () => {
	test('that is none is told, with where it comes from', () => {
		const message =
			'The proxy is not an http, https or socks5 URL, such as http://proxy.example.com:3128';
		expect(() => parseProxy('ftp://a:1', true)).toThrow(
			expect.objectContaining({ kind: 'request', message, field: 'options.proxy' }),
		);
		expect(() => proxyFor(https, undefined, { HTTPS_PROXY: 'ftp://a:1' })).toThrow(
			expect.objectContaining({
				kind: 'request',
				message,
				description: 'It comes from the environment that n8n runs in.',
			}),
		);
	});

	test('has white space around it taken off, and says whether the author chose it', () => {
		expect(proxyFor(https, ' mine:2 ', {})).toMatchObject({ label: 'mine:2', fromOption: true });
		expect(proxyFor(https, undefined, { HTTPS_PROXY: 'theirs:1' })?.fromOption).toBe(false);
	});

	test('without user name and password sends none, and with one of them sends both', () => {
		const authorization = (text: string) => parseProxy(text, true).authorization;
		const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
		expect(authorization('http://p:1')).toBeUndefined();
		expect(authorization('http://me@p:1')).toBe(basic('me:'));
		expect(authorization('http://:pw@p:1')).toBe(basic(':pw'));
		expect(authorization('http://me:100%@p:1')).toBe(basic('me:100%'));
	});

	test('gives host, port and credentials, and names itself without them', () => {
		expect(parseProxy('http://us%40er:p%3Ass@proxy.example:3128', false)).toEqual({
			scheme: 'http',
			secure: false,
			hostname: 'proxy.example',
			port: 3128,
			label: 'proxy.example:3128',
			authorization: `Basic ${Buffer.from('us@er:p:ss').toString('base64')}`,
			fromOption: false,
		});
	});

	test('has the port of its scheme, and http where it names none', () => {
		expect(parseProxy('https://proxy.example', false)).toMatchObject({ secure: true, port: 443 });
		expect(parseProxy('proxy.example:3128', false)).toMatchObject({ secure: false, port: 3128 });
		expect(parseProxy('http://proxy.example', false)).toMatchObject({ port: 80 });
		expect(parseProxy('http://[::1]:5', false)).toMatchObject({ hostname: '::1', label: '[::1]:5' });
	});

	test.each(['socks6://proxy:1080', 'socks5://', 'http://', 'ht tp://x', 'ftp://proxy'])(
		'%j is refused',
		(text) => {
			expect(() => parseProxy(text, true)).toThrow(
				expect.objectContaining({ kind: 'request', field: 'options.proxy' }),
			);
		},
	);
});
