import { Routes } from '../../../nodes/CustomWebhook/delivery/connection/routes';
import { policyWith, toolsWith } from '../../support/delivery';
import { certificate } from '../../support/tls-fixtures';

const routes = (policy = {}, environment = {}) => new Routes(policyWith(policy), toolsWith({ environment }));

test('a route has the host without brackets, and the port of its scheme', () => {
	expect(routes().to(new URL('https://a.test/x'), false)).toMatchObject({
		hostname: 'a.test',
		port: 443,
		secure: true,
	});
	expect(routes().to(new URL('http://[::1]:81/'), false)).toMatchObject({
		hostname: '::1',
		port: 81,
		secure: false,
	});
});

test('it is worked out once for an origin', () => {
	const own = routes();
	expect(own.to(new URL('https://a.test/x'), false)).toBe(own.to(new URL('https://a.test/y'), false));
});

test('other origins in between change nothing, and a redirect to a third origin has its own route', () => {
	const own = routes();
	const first = own.to(new URL('https://a.test/'), false);
	expect(own.to(new URL('https://b.test/'), true).hostname).toBe('b.test');
	expect(own.to(new URL('https://c.test/'), true).hostname).toBe('c.test');
	expect(own.to(new URL('https://a.test/'), false)).toBe(first);
});

test('the client certificate is shown neither after leaving the origin nor to a proxy', () => {
	const own = routes({ tls: { ignoreSslIssues: false, ...certificate('client') } });
	const first = own.to(new URL('https://a.test/'), false);
	const elsewhere = own.to(new URL('https://a.test/'), true);
	expect(first.tls.context).toBeDefined();
	expect(elsewhere.tls.context).toBeUndefined();
	expect(first.proxyTls.context).toBeUndefined();
});

test('the proxy is the one of the option, else of the environment', () => {
	const environment = { HTTPS_PROXY: 'http://theirs:1' };
	expect(routes({}, environment).to(new URL('https://a.test/'), false).proxy?.label).toBe('theirs:1');
	expect(routes({ proxy: 'mine:2' }, environment).to(new URL('https://a.test/'), false).proxy?.label).toBe(
		'mine:2',
	);
	expect(routes().to(new URL('https://a.test/'), false)).not.toHaveProperty('proxy');
});

test('origins that are made up for each item do not fill the memory', () => {
	const own = routes();
	const first = own.to(new URL('https://a0.test/'), false);
	for (let i = 1; i <= 1000; i++) own.to(new URL(`https://a${i}.test/`), false);
	expect(own.to(new URL('https://a0.test/'), false)).not.toBe(first);
});
