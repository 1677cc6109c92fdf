import { nextHop, unusableLocation, type Hop } from '../../nodes/CustomWebhook/delivery/redirect';
import type { NameValue, OutgoingRequest, Signing } from '../../nodes/CustomWebhook/delivery';

const HEADERS: NameValue[] = [
	['Content-Type', 'application/json'],
	['X-Mine', '1'],
	['Host', 'tenant.test'],
	['Authorization', 'Bearer t'],
	['Cookie', 'a=b'],
	['X-API-Key', 'k'],
	['X-Idem', 'key'],
	['X-Sig', 'abc'],
];
const SIGNING: Signing = {
	scheme: 'hmac',
	secret: 's',
	header: 'X-Sig',
	algorithm: 'sha256',
	encoding: 'hex',
	prefix: '',
};
const PUBLIC_ONLY = ['Content-Type', 'X-Mine'];

interface Case {
	method?: string;
	body?: string;
	from?: string;
	status?: number;
	to: string | string[] | undefined;
	request?: Partial<OutgoingRequest>;
	follow?: boolean;
	max?: number;
	hops?: number;
	httpsOnly?: boolean;
	leftOrigin?: boolean;
	headers?: NameValue[];
}

function follow(given: Case): Hop | undefined {
	const { method = 'POST', body, from = 'https://a.test/x?q=1', status = 307, to } = given;
	const { headers = HEADERS, leftOrigin = false } = given;
	const hop = { method, url: new URL(from), headers, leftOrigin };
	const response = {
		statusCode: status,
		statusMessage: '',
		headers: (to === undefined ? {} : { location: to }) as Record<string, string | string[]>,
		url: from,
		method,
	};
	const request: OutgoingRequest = {
		method,
		url: from,
		headers: HEADERS,
		idempotencyHeader: 'x-idem',
		credential: { headers: ['X-Api-Key'] },
		...given.request,
	};
	return nextHop(body === undefined ? hop : { ...hop, body }, response, given.hops ?? 0, {
		request,
		policy: {
			redirects: { follow: given.follow ?? true, max: given.max ?? 5 },
			httpsOnly: given.httpsOnly ?? false,
			signing: SIGNING,
		},
	});
}

const names = (hop: Hop | undefined) => hop?.headers.map(([name]) => name);
const kindOf = (given: Case) => {
	try {
		follow(given);
		return undefined;
	} catch (thrown) {
		return (thrown as { kind: string }).kind;
	}
};

describe('method and body', () => {
	test.each([
		[301, 'POST', 'GET'],
		[302, 'POST', 'GET'],
		[303, 'POST', 'GET'],
		[303, 'PUT', 'GET'],
		[303, 'DELETE', 'GET'],
		[303, 'HEAD', 'HEAD'],
		[301, 'HEAD', 'HEAD'],
		[301, 'PUT', 'PUT'],
		[302, 'DELETE', 'DELETE'],
		[302, 'PATCH', 'PATCH'],
		[307, 'POST', 'POST'],
		[308, 'POST', 'POST'],
	])('%i turns %s into %s', (status, method, expected) => {
		const hop = follow({ status, method, body: '{}', to: '/y' });
		expect(hop?.method).toBe(expected);
		expect(hop?.body).toBe(method === expected ? '{}' : undefined);
		expect(names(hop)?.includes('Content-Type')).toBe(method === expected);
	});
});

describe('where it leads', () => {
	test.each([
		['/y', 'https://a.test/y'],
		['y?z=1', 'https://a.test/y?z=1'],
		['//a.test/y', 'https://a.test/y'],
		['?z', 'https://a.test/x?z'],
		['https://A.test:443/y', 'https://a.test/y'],
		[Buffer.from('/ü', 'utf8').toString('latin1'), 'https://a.test/%C3%BC'],
	])('Location %j', (to, expected) => expect(follow({ to })?.url.href).toBe(expected));

	test.each([undefined, '', ' ', ['/a', '/b'], 'http://[', 'mailto:a@b.test', 'ftp://a.test/'])(
		'without one usable Location (%j) the 3xx is the response',
		(to) => expect(follow({ to })).toBeUndefined(),
	);

	test.each<[string | string[] | undefined, number, string | undefined]>([
		[undefined, 302, 'no Location header'],
		[' ', 307, 'no Location header'],
		[['/a', '/b'], 302, 'several Location headers'],
		['http://[bad/', 301, 'http://[bad/'],
		['ftp://u:p@a.test/x?token=t#f', 302, 'ftp://a.test/x'],
		['/y', 302, undefined],
		[undefined, 304, undefined],
		[undefined, 200, undefined],
	])('a Location %j of a %i is not followed, because: %s', (location, statusCode, reason) => {
		const headers: Record<string, string | string[]> = location === undefined ? {} : { location };
		const response = { statusCode, statusMessage: '', headers, url: 'https://a.test/', method: 'GET' };
		expect(unusableLocation(response, { redirects: { follow: true, max: 5 } })).toBe(reason);
		expect(unusableLocation(response, { redirects: { follow: false, max: 5 } })).toBeUndefined();
	});

	test.each([200, 300, 304, 305, 404])('%i is the response', (status) => {
		expect(follow({ status, to: '/y' })).toBeUndefined();
	});

	test('with redirects off the 3xx is the response', () =>
		expect(follow({ to: '/y', follow: false })).toBeUndefined());
});

describe('what is refused', () => {
	test('more redirects than allowed', () => {
		expect(kindOf({ to: '/y', hops: 4 })).toBeUndefined();
		expect(kindOf({ to: '/y', hops: 5 })).toBe('redirect');
		expect(kindOf({ to: '/y', max: 0 })).toBe('redirect');
	});

	test('https to http, on the same host and on another', () => {
		expect(kindOf({ to: 'http://a.test/y', method: 'GET' })).toBe('redirect');
		expect(kindOf({ to: 'http://b.test/y', method: 'GET' })).toBe('redirect');
	});

	test('plain http where only https is allowed', () => {
		expect(kindOf({ from: 'http://a.test/', to: '/y', httpsOnly: true })).toBe('redirect');
	});

	test('a user name or password in Location', () => {
		expect(kindOf({ to: 'https://u:p@a.test/y' })).toBe('redirect');
		expect(kindOf({ to: 'https://u@b.test/y', method: 'GET' })).toBe('redirect');
	});

	test('a body to another origin, be it another port or scheme', () => {
		expect(kindOf({ to: 'https://b.test/y', body: '{}' })).toBe('redirect');
		expect(kindOf({ to: 'https://a.test:444/y', body: '{}' })).toBe('redirect');
		expect(kindOf({ from: 'http://a.test/', to: 'https://a.test/y', body: '{}' })).toBe('redirect');
		expect(kindOf({ to: 'https://b.test/y' })).toBeUndefined();
		expect(kindOf({ to: 'https://b.test/y', body: '' })).toBeUndefined();
		expect(kindOf({ to: 'https://b.test/y', body: '{}', status: 303 })).toBeUndefined();
	});

	test('a host that the credential does not allow', () => {
		const credential = { headers: [], allowsHost: (url: URL) => url.hostname === 'a.test' };
		expect(kindOf({ to: 'https://a.test/y', request: { credential } })).toBeUndefined();
		expect(kindOf({ to: 'https://b.test/y', request: { credential } })).toBe('credentials');
	});
});

describe('secrets', () => {
	test('stay on the same origin', () => {
		expect(names(follow({ to: '/y' }))).toEqual(HEADERS.map(([name]) => name));
	});

	test.each([
		'X-Auth-Token',
		'Private-Token',
		'X-Vault-Token',
		'X-Shopify-Access-Token',
		'X-Session',
		'PRIVATE-KEY',
	])('typed by the author are left behind by their name: %s', (name) => {
		const headers: NameValue[] = [[name, 's']];
		expect(names(follow({ to: 'https://b.test/y', headers }))).toEqual([]);
		expect(names(follow({ to: '/y', headers }))).toEqual([name]);
	});

	test('are left behind on another host, port or scheme', () => {
		expect(names(follow({ to: 'https://b.test/y' }))).toEqual(PUBLIC_ONLY);
		expect(names(follow({ to: 'https://a.test:444/y' }))).toEqual(PUBLIC_ONLY);
		expect(names(follow({ from: 'http://a.test/', to: 'https://a.test/' }))).toEqual(PUBLIC_ONLY);
	});

	test.each([
		...['X-API-Key', 'apikey', 'api_key'],
		...[
			'X-Signature',
			'webhook-signature',
			'X-Hub-Signature-256',
			'Signature-Input',
			'X-Shopify-Hmac-Sha256',
		],
		...['Idempotency-Key', 'X-Idempotency-Key'],
	])('that the author typed as %s are left behind too', (name) => {
		const request = { headers: [[name, 'mine']] as NameValue[], credential: undefined };
		const headers: NameValue[] = [['X-Mine', '1'], ...request.headers];
		expect(names(follow({ to: '/y', request, headers }))).toEqual(['X-Mine', name]);
		expect(names(follow({ to: 'https://b.test/y', request, headers }))).toEqual(['X-Mine']);
	});

	test('do not come back when the chain does', () => {
		const back = follow({ from: 'https://b.test/', to: 'https://a.test/y', leftOrigin: true });
		expect(back?.leftOrigin).toBe(true);
		expect(names(back)).toEqual(PUBLIC_ONLY);
	});

	describe('an API key in the query', () => {
		const request = { credential: { headers: [], query: { name: 'key', value: 's&cret' } } };

		test('is put on a hop of the same origin that lacks it', () => {
			expect(follow({ to: '/y?a=%20', request })?.url.href).toBe('https://a.test/y?a=%20&key=s%26cret');
			expect(follow({ to: '/y', request })?.url.href).toBe('https://a.test/y?key=s%26cret');
			expect(follow({ to: '/y?key=s%26cret', request })?.url.href).toBe(
				'https://a.test/y?key=s%26cret',
			);
		});

		test('is taken off the Location of another origin, and nothing else is', () => {
			const hop = follow({ to: 'https://b.test/y?a=%20&key=s%26cret&b=+', request });
			expect(hop?.url.href).toBe('https://b.test/y?a=%20&b=+');
			expect(follow({ to: 'https://b.test/y?key=s%26cret', request })?.url.href).toBe(
				'https://b.test/y',
			);
		});

		test('does not come back when the chain does', () => {
			const back = follow({
				from: 'https://b.test/',
				to: 'https://a.test/y',
				leftOrigin: true,
				request,
			});
			expect(back?.url.href).toBe('https://a.test/y');
		});
	});
});

test('on the same origin a hop without a body loses the headers of the body, and no other', () => {
	const hop = follow({ status: 303, body: 'x', to: '/y' });
	expect(hop?.method).toBe('GET');
	expect(names(hop)).toEqual(HEADERS.map(([name]) => name).filter((name) => name !== 'Content-Type'));
});

test('a GET stays as it is after any redirect, its headers too', () => {
	for (const status of [301, 302, 303, 307, 308])
		expect([status, names(follow({ method: 'GET', status, to: '/y' }))]).toEqual([
			status,
			HEADERS.map(([name]) => name),
		]);
});

test('plain http leads on to plain http, unless only https is allowed', () => {
	const hop = { from: 'http://a.test/', to: 'http://b.test/' };
	expect(follow(hop)?.url.href).toBe('http://b.test/');
	expect(kindOf({ ...hop, httpsOnly: true })).toBe('redirect');
	expect(kindOf({ to: 'http://b.test/' })).toBe('redirect');
});

test('a request without a credential goes on without one', () => {
	const bare = {
		request: { credential: undefined, idempotencyHeader: undefined },
	} as unknown as Partial<Case>;
	expect(names(follow({ ...bare, to: 'https://b.test/' }))).toEqual([...PUBLIC_ONLY, 'X-Idem']);
});

test('an API key that stands in the address is taken off elsewhere, and nothing else is', () => {
	const credential = { headers: [], query: { name: 'key', value: 'k 1' } };
	const search = (to: string) => follow({ to, request: { credential } })?.url.search;
	expect(search('https://b.test/?a=%20&key=k+1&b')).toBe('?a=%20&b');
	expect(search('https://b.test/?a=%20&&b')).toBe('?a=%20&&b');
	expect(search('https://a.test/?a=1')).toBe('?a=1&key=k%201');
	expect(search('https://a.test/?key=other')).toBe('?key=other');
	expect(search('https://a.test/')).toBe('?key=k%201');
});

test.each<[Case, RegExp]>([
	[{ to: 'https://u:p@b.test/' }, /^a\.test redirects to b\.test with a user name/],
	[{ to: 'http://b.test/' }, /^a\.test redirects to b\.test over http/],
	[{ body: 'x', to: 'https://b.test/' }, /^a\.test redirects to b\.test: a body is not sent on/],
	[{ hops: 5, to: '/y' }, /^a\.test redirects again after 5 redirects/],
	[
		{ to: 'https://b.test/', request: { credential: { headers: [], allowsHost: () => false } } },
		/^a\.test redirects to b\.test, which is not in the credential's allowed domains/,
	],
])('what is not followed is told with both hosts: %j', (given, message) => {
	expect(() => follow(given)).toThrow(message);
});
