import { isAllowedHost } from '../../nodes/CustomWebhook/n8n/allowed-domains';

const allows = (allowedDomains: string, host: string) =>
	isAllowedHost({ allowedHttpRequestDomains: 'domains', allowedDomains }, new URL(`https://${host}/`));

it('A name stands for itself, a star for every name below', () => {
	const list = ' Example.com , *.service.test., ';
	for (const host of [
		'example.com',
		'EXAMPLE.com.',
		'example.com:8443',
		'a.service.test',
		'a.b.service.test',
	])
		expect([host, allows(list, host)]).toEqual([host, true]);
	for (const host of ['a.example.com', 'service.test', 'notservice.test', 'example.com.evil.test'])
		expect([host, allows(list, host)]).toEqual([host, false]);
});

it('An empty list and a lone star allow nothing; "none" neither; "all" and nothing everything', () => {
	for (const list of ['', ' , ', '*.']) expect(allows(list, 'example.com')).toBe(false);
	const url = new URL('https://example.com');
	expect(isAllowedHost({ allowedHttpRequestDomains: 'none' }, url)).toBe(false);
	expect(isAllowedHost({ allowedHttpRequestDomains: 'all' }, url)).toBe(true);
	expect(isAllowedHost({}, url)).toBe(true);
});
