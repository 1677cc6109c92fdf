import { deliveryWith, requestTo } from '../support/delivery';

test('check says what a sending would be refused for, and sends nothing', async () => {
	const delivery = deliveryWith({ allowPrivateNetwork: false, httpsOnly: true });
	const kindOf = (url: string, more = {}) => delivery.check(requestTo(url, more))?.kind;
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
	expect(proxied.check(requestTo('https://a.test/'))).toMatchObject({
		kind: 'blocked',
		field: 'options.proxy',
	});
});
