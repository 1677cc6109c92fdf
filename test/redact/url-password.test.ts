import { passwordsIn } from '../../nodes/CustomWebhook/redact/url-password';

it('The password of an address is a secret as it is written, as it means, and with its user name', () => {
	expect(passwordsIn(['http://me:p%40ss@proxy.test:8080', undefined])).toEqual([
		'p%40ss',
		'p@ss',
		'me:p@ss',
	]);
	expect(passwordsIn(['socks5://u:plain@proxy.test'])).toEqual(['plain', 'u:plain']);
});

it.each(['http://proxy.test', 'http://me@proxy.test', 'no address', ''])('%j has none', (address) => {
	expect(passwordsIn([address])).toEqual([]);
});

it('A % that encodes nothing stays', () => {
	expect(passwordsIn(['http://me:100%zz@proxy.test'])).toEqual(['100%zz', 'me:100%zz']);
});
