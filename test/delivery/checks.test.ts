import type { OutgoingRequest } from '../../nodes/CustomWebhook/delivery';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { deliveryWith, requestTo, type TestDelivery } from '../support/delivery';

function refusalOf(
	delivery: TestDelivery,
	url: string,
	more: Partial<OutgoingRequest> = {},
): WebhookFailure | undefined {
	try {
		delivery.check(requestTo(url, more));
		return undefined;
	} catch (thrown) {
		if (thrown instanceof WebhookFailure) return thrown;
		throw thrown;
	}
}

test('a checked request carries its URL, read', () => {
	const request = requestTo('https://a.test/x?y');
	const checked = deliveryWith().check(request);
	expect(checked).toEqual({ request, url: new URL('https://a.test/x?y') });
});

test('check says what a sending would be refused for, and sends nothing', async () => {
	const delivery = deliveryWith({ allowPrivateNetwork: false, httpsOnly: true });
	const kindOf = (url: string, more = {}) => refusalOf(delivery, url, more)?.kind;
	expect(kindOf('https://127.0.0.1/')).toBe('blocked');
	expect(kindOf('https://localhost/')).toBe('blocked');
	expect(kindOf('http://a.test/')).toBe('blocked');
	expect(kindOf('nonsense')).toBe('request');
	expect(kindOf('ftp://a.test/')).toBe('request');
	expect(kindOf('https://a.test/', { credential: { headers: [], allowsHost: () => false } })).toBe(
		'credentials',
	);
	expect(kindOf('https://a.test/')).toBeUndefined();
	const proxied = deliveryWith({ allowPrivateNetwork: false, proxy: 'http://127.0.0.1:3128' });
	expect(refusalOf(proxied, 'https://a.test/')).toMatchObject({
		kind: 'blocked',
		field: 'options.proxy',
	});
});

test('a refusal names the field, what is wrong, and the way out', () => {
	const delivery = deliveryWith({ allowPrivateNetwork: false, httpsOnly: true });
	const refusal = (url: string, more = {}) => refusalOf(delivery, url, more);
	expect(refusal('ftp://a.test/')).toMatchObject({
		field: 'url',
		message: 'URL: ftp://a.test/ must start with https:// or http://',
	});
	expect(refusal('http://a.test:8080/')).toMatchObject({
		field: 'url',
		message: 'Not sent: a.test:8080 would be called over http, but HTTPS Only is on',
		description: 'Start the URL with https://, or turn off HTTPS Only.',
	});
	expect(
		refusal('https://a.test:8443/', { credential: { headers: [], allowsHost: () => false } }),
	).toMatchObject({
		field: 'url',
		message: "Not sent: a.test:8443 is not in the credential's allowed domains",
		description:
			'Add the domain to the credential (Allowed HTTP Request Domains), or choose another credential.',
	});
	const proxied = deliveryWith({ allowPrivateNetwork: false, proxy: 'http://127.0.0.1:3128' });
	expect(refusalOf(proxied, 'https://a.test/')).toMatchObject({
		message: 'The proxy cannot be used. Not sent: 127.0.0.1 is this machine (private network)',
		description: expect.stringContaining('Allow Private Network'),
	});
});

test('a proxy that may be used refuses nothing, and one that is no URL is told', () => {
	const check = (proxy: string) =>
		refusalOf(deliveryWith({ allowPrivateNetwork: false, proxy }), 'https://a.test/');
	expect(check('http://8.8.8.8:3128')).toBeUndefined();
	expect(check('http://proxy.test:3128')).toBeUndefined();
	expect(check('socks5://8.8.8.8:1080')).toBeUndefined();
	expect(check('ftp://8.8.8.8:21')).toMatchObject({ kind: 'request' });
});

test('another URL is judged anew', () => {
	const delivery = deliveryWith({ allowPrivateNetwork: false });
	const kinds = ['https://127.0.0.1/', 'https://a.test/', 'https://127.0.0.1/'].map(
		(url) => refusalOf(delivery, url)?.kind,
	);
	expect(kinds).toEqual(['blocked', undefined, 'blocked']);
});
