import { ACCEPT_ENCODING, unpackers } from '../../nodes/CustomWebhook/delivery/decompress';

const count = (encoding: string | string[] | undefined) => unpackers(encoding, 'a.test').length;

test('there is an unpacker for each coding, last applied first removed', () => {
	expect(count('gzip')).toBe(1);
	expect(count('gzip, br')).toBe(2);
	expect(count(['gzip', 'br, deflate'])).toBe(3);
	expect(count(' X-GZip ,identity,')).toBe(1);
});

test('what is no coding leaves the body as it is', () => {
	expect(count(undefined)).toBe(0);
	expect(count('')).toBe(0);
	expect(count('utf-8')).toBe(0);
	expect(count('gzip, aws-chunked')).toBe(0);
	expect(count('constructor')).toBe(0);
});

test('more than five are refused', () => {
	expect(count('gzip,gzip,gzip,gzip,gzip')).toBe(5);
	expect(() => count('gzip,gzip,gzip,gzip,gzip,gzip')).toThrow(
		expect.objectContaining({ kind: 'response' }),
	);
});

test('only what can be unpacked is asked for', () => {
	for (const coding of ACCEPT_ENCODING.split(', ')) expect(count(coding)).toBe(1);
});
