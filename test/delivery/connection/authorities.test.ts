import { join } from 'node:path';
import tls from 'node:tls';

import { pem } from '../../support/tls-fixtures';

const EXTRA = join(__dirname, '../../support/certificates/ca.crt');

type Authorities = typeof import('../../../nodes/CustomWebhook/delivery/connection/authorities');

/** The authorities in a Node whose `tls` has this function, or has none. */
function trustedBy(getCACertificates: ((type: string) => string[]) | undefined, file?: string): string[] {
	const before = Object.getOwnPropertyDescriptor(tls, 'getCACertificates');
	Object.defineProperty(tls, 'getCACertificates', {
		value: getCACertificates,
		configurable: true,
		enumerable: true,
	});
	let trusted: string[] = [];
	jest.isolateModules(() => {
		const { defaultAuthorities } = jest.requireActual<Authorities>(
			'../../../nodes/CustomWebhook/delivery/connection/authorities',
		);
		trusted = defaultAuthorities({ NODE_EXTRA_CA_CERTS: file });
	});
	if (before) Object.defineProperty(tls, 'getCACertificates', before);
	else delete (tls as { getCACertificates?: unknown }).getCACertificates;
	return trusted;
}

test('a Node that can list what it trusts is asked for its default, and nothing is added', () => {
	const asked: string[] = [];
	const list = (type: string) => {
		asked.push(type);
		return ['one', 'two'];
	};
	expect([trustedBy(list, EXTRA), asked]).toEqual([['one', 'two'], ['default']]);
});

describe('an older Node', () => {
	const trusted = (file?: string) => trustedBy(undefined, file);

	test('trusts its own authorities', () => {
		expect(tls.rootCertificates.length).toBeGreaterThan(50);
		expect(trusted()).toEqual(tls.rootCertificates);
	});

	test('trusts those of NODE_EXTRA_CA_CERTS besides', () => {
		expect(trusted(EXTRA)).toEqual([...tls.rootCertificates, pem('ca.crt')]);
	});

	test.each([
		['an empty name', ''],
		['a file that is not there', '/nowhere/ca.crt'],
		['a folder', __dirname],
	])('keeps its own authorities in spite of %s', (_what, file) => {
		expect(trusted(file)).toEqual(tls.rootCertificates);
	});
});
