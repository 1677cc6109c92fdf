import * as fc from 'fast-check';

import { refuseAddress, refuseHost } from '../../../nodes/CustomWebhook/delivery/connection/guard';

describe('addresses that are refused', () => {
	test.each([
		['0.0.0.0', '0.255.255.255'],
		['10.0.0.0', '10.255.255.255'],
		['100.64.0.0', '100.127.255.255'],
		['127.0.0.0', '127.255.255.255'],
		['169.254.0.0', '169.254.169.254'],
		['172.16.0.0', '172.31.255.255'],
		['192.0.0.0', '192.0.0.192'],
		['192.0.2.0', '192.0.2.255'],
		['192.88.99.0', '192.88.99.255'],
		['192.168.0.0', '192.168.255.255'],
		['198.18.0.0', '198.19.255.255'],
		['198.51.100.0', '203.0.113.255'],
		['224.0.0.0', '239.255.255.255'],
		['240.0.0.0', '255.255.255.255'],
		['168.63.129.16', '168.63.129.16'],
	])('from %s to %s', (first, last) => {
		expect(refuseAddress(first)).toBeDefined();
		expect(refuseAddress(last)).toBeDefined();
	});

	test.each([
		'::',
		'::1',
		'fe80::1',
		'fe80::1%eth0',
		'fec0::1',
		'fc00::1',
		'fd00:ec2::254',
		'ff02::1',
		'100::1',
		'2001:db8::1',
		'3fff::1',
		'5f00::1',
		'4000::1',
		'2001:2::1',
	])('%s', (address) => expect(refuseAddress(address)).toBeDefined());

	test.each([
		['mapped', '::ffff:127.0.0.1'],
		['mapped, in hexadecimal', '::ffff:a9fe:a9fe'],
		['compatible', '::127.0.0.1'],
		['compatible and public', '::8.8.8.8'],
		['compatible and public, in hexadecimal', '::808:808'],
		['translated', '::ffff:0:10.0.0.1'],
		['behind NAT64', '64:ff9b::10.0.0.1'],
		['behind NAT64, in hexadecimal', '64:ff9b::a9fe:a9fe'],
		['behind a private NAT64', '64:ff9b:1::8.8.8.8'],
		['6to4', '2002:7f00:1::1'],
		['6to4 of a public address', '2002:808:808::1'],
		['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
		['ISATAP', '2606:4700::5efe:10.0.0.1'],
	])('IPv4 in IPv6, %s: %s', (_form, address) => expect(refuseAddress(address)).toBeDefined());

	test('what is no address at all', () => expect(refuseAddress('example.com')).toBeDefined());
});

describe('addresses that are public', () => {
	test.each([
		'1.1.1.1',
		'8.8.8.8',
		'9.255.255.255',
		'11.0.0.0',
		'100.63.255.255',
		'100.128.0.0',
		'126.255.255.255',
		'128.0.0.0',
		'168.63.129.15',
		'172.15.255.255',
		'172.32.0.0',
		'192.167.255.255',
		'192.169.0.0',
		'223.255.255.255',
		'2606:4700::1111',
		'2a00:1450:4001:800::200e',
		'::ffff:8.8.8.8',
		'64:ff9b::808:808',
	])('%s', (address) => expect(refuseAddress(address)).toBeUndefined());
});

test('an IPv4 address and its mapped and NAT64 forms are judged alike', () => {
	fc.assert(
		fc.property(fc.ipV4(), (address) => {
			const refusal = refuseAddress(address);
			expect(refuseAddress(`::ffff:${address}`)).toBe(refusal);
			expect(refuseAddress(`64:ff9b::${address}`)).toBe(refusal);
		}),
	);
});

describe('hosts of a URL', () => {
	test.each([
		['localhost', 'this machine'],
		['localhost.', 'this machine'],
		['LOCALHOST', 'this machine'],
		['a.localhost', 'this machine'],
		['a.b.localhost.', 'this machine'],
		['127.0.0.1', 'loopback'],
		['127.1', 'loopback'],
		['0x7f.1', 'loopback'],
		['2130706433', 'loopback'],
		['017700000001', 'loopback'],
		['127.0.0.1.', 'loopback'],
		['[::1]', 'loopback'],
		['[::ffff:127.0.0.1]', 'loopback'],
		['１２７.0.0.1', 'loopback'],
	])('%s is refused before a look-up: %s', (host, reason) => {
		expect(refuseHost(new URL(`http://${host}/`).hostname)).toBe(reason);
	});

	test.each(['example.com', 'localhost.example.com', 'mylocalhost', '1.1.1.1', '[2606:4700::1111]'])(
		'%s is not',
		(host) => expect(refuseHost(new URL(`http://${host}/`).hostname)).toBeUndefined(),
	);
});

test.each([
	['10.0.0.1', 'private'],
	['127.0.0.1', 'loopback'],
	['169.254.169.254', 'link-local'],
	['100.64.0.1', 'carrier-grade-nat'],
	['168.63.129.16', 'a cloud platform address'],
	['4000::1', 'reserved'],
	['fc00::1', 'unique-local'],
	['example.com', 'not an address'],
])('%s is refused in words: %s', (address, word) => expect(refuseAddress(address)).toBe(word));

test('names of this machine are refused as such, others are left to the look-up', () => {
	for (const host of ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost'])
		expect([host, refuseHost(host)]).toEqual([host, 'this machine']);
	for (const host of ['localhost.test', 'mylocalhost', 'example.com', ''])
		expect([host, refuseHost(host)]).toEqual([host, undefined]);
});
