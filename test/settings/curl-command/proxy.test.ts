import fc from 'fast-check';

import { readCurlCommand } from '../../../nodes/CustomWebhook/settings/curl-command';

const read = (options: string) => readCurlCommand(`curl ${options} https://x.example`, 'handlebars', false);
const proxyOf = (options: string) => read(options).options.proxy;

describe('the address of a proxy', () => {
	it.each([
		['without a port has that of cURL', '-x p.example', 'http://p.example:1080'],
		['keeps its port', '-x p.example:3128', 'http://p.example:3128'],
		['keeps its scheme', '-x https://p.example:443', 'https://p.example:443'],
		['may be an IPv6 address', "-x '[::1]'", 'http://[::1]:1080'],
		['may end with a slash', '-x http://p.example:1/', 'http://p.example:1'],
		['given twice is the last one', '-x a.example -x b.example', 'http://b.example:1080'],
		['that is empty takes an earlier one back', "-x a.example -x ''", undefined],
	])('%s', (_rule, options, proxy) => {
		expect(proxyOf(options)).toBe(proxy);
	});

	it.each(['-x socks5://p.example', '-x p.example:99999', '-x http://', '-x p.example/path', '-x {{p}}'])(
		'fails before anything is sent if the node cannot use it: %s',
		(options) => {
			expect(() => read(options)).toThrow(/^cURL Command, line 1, column 9: -x /);
		},
	);
});

// What curl 8 sends to a proxy.
describe('the user of a proxy', () => {
	it.each([
		['comes from -U', '-x p.example -U a:b', 'http://a:b@p.example:1080/', '-U'],
		['comes from -U before -x', '-U a:b -x p.example', 'http://a:b@p.example:1080/', '-U'],
		['is the last one of -U', '-U a:b -U c:d -x p.example', 'http://c:d@p.example:1080/', '-U'],
		['in the address wins over -U', '-x http://a:b@p.example -U c:d', 'http://a:b@p.example:1080', '-x'],
		[
			'in the address wins over an earlier -U',
			'-U c:d -x a:b@p.example',
			'http://a:b@p.example:1080',
			'-x',
		],
		[
			'in the address wins, with no password',
			'-x a@p.example -U c',
			'http://a@p.example:1080',
			undefined,
		],
		[
			'of an earlier address is forgotten',
			'-x a:b@p.example -x q.example',
			'http://q.example:1080',
			undefined,
		],
		['without a password hides nothing', '-x p.example -U a', 'http://a@p.example:1080/', undefined],
		['may have no name', '-x p.example -U :b', 'http://:b@p.example:1080/', '-U'],
		['is not there if -U is empty', "-x p.example -U ''", 'http://p.example:1080', undefined],
	])('%s', (_rule, options, proxy, password) => {
		expect([proxyOf(options), read(options).proxyPassword]).toEqual([proxy, password]);
	});

	it('without a proxy is a typed secret all the same', () => {
		expect(read('-U a:b')).toMatchObject({ proxyPassword: '-U', options: {} });
	});

	it('reaches the proxy as typed, whatever characters it has', () => {
		// cURL decodes percent escapes, and so do we
		const text = fc.string({ unit: fc.constantFrom(...'ab:@/?#[] é"\\&=+') });
		fc.assert(
			fc.property(
				text.map((name) => `n${name.replaceAll(':', '')}`),
				text,
				(name, password) => {
					const url = new URL(String(proxyOf(`-x p.example -U '${name}:${password}'`)));
					expect([url.username, url.password].map(decodeURIComponent)).toEqual([name, password]);
					expect(url.host).toBe('p.example:1080');
				},
			),
		);
	});
});
