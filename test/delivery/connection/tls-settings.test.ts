import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadTls } from '../../../nodes/CustomWebhook/delivery/connection/tls-settings';
import { certificate, pem } from '../../support/tls-fixtures';

const client = certificate('client');
const load = (material: object) => () => loadTls({ ignoreSslIssues: false, ...material }, {});

test('without material there is nothing to load, and one setting for all hops', () => {
	const { first, elsewhere } = loadTls({ ignoreSslIssues: false }, {});
	expect(first).toBe(elsewhere);
	expect(first).toMatchObject({ ignoreSslIssues: false });
	expect(first.context).toBeUndefined();
});

test('the client certificate is for the first origin, the authority for all', () => {
	const { first, elsewhere } = loadTls({ ignoreSslIssues: false, ...client, ca: pem('ca.crt') }, {});
	expect(first.fingerprint).not.toBe(elsewhere.fingerprint);
	expect(first.context).toBeDefined();
	expect(elsewhere.context).toBeDefined();
});

test('the same material has the same fingerprint, in which no key can be read', () => {
	const [one, two] = [load(client)(), load(client)()];
	expect(one.first.fingerprint).toBe(two.first.fingerprint);
	expect(one.first.fingerprint).toMatch(/^[\w+/]{43}=$/);
	expect(load({ ...client, ca: pem('ca.crt') })().first.fingerprint).not.toBe(one.first.fingerprint);
});

test('the same material is loaded once for all runs of the process', () => {
	const ca = pem('ca.crt');
	expect(load({ ...client, ca })().first.context).toBe(load({ ...client, ca })().first.context);
	expect(load({ ...client, ca })().elsewhere.context).not.toBe(load({ ...client, ca })().first.context);
});

test('an encrypted key is opened with its passphrase', () => {
	const encrypted = { cert: client.cert, key: pem('client-encrypted.key') };
	expect(load({ ...encrypted, passphrase: 'open-sesame' })().first.context).toBeDefined();
	expect(load({ ...encrypted, passphrase: 'wrong' })).toThrow(
		expect.objectContaining({
			kind: 'tls',
			field: 'options.clientCertificate',
			message: expect.stringContaining('with this Passphrase'),
		}),
	);
});

test('a key of another certificate is refused', () => {
	expect(load({ cert: client.cert, key: certificate('server').key })).toThrow(/does not belong/);
});

test('what is not PEM is refused', () => {
	expect(load({ cert: 'abc', key: client.key })).toThrow(/PEM/);
	expect(load({ ...client, key: 'abc' })).toThrow(
		expect.objectContaining({ field: 'options.clientCertificate' }),
	);
});

test('an authority that cannot be read is refused, instead of being passed over', () => {
	const broken = pem('ca.crt').replace(/\n.{20}/, '\n');
	for (const ca of ['abc', broken]) {
		expect(load({ ca })).toThrow(
			expect.objectContaining({ kind: 'tls', field: 'options.clientCertificate' }),
		);
	}
	expect(load({ ca: 'abc' })).toThrow(/PEM/);
	expect(load({ ca: broken })).toThrow('Certificate, Private Key or Certificate Authority cannot be read');
});

test('a certificate without its key, or a key without its certificate, is refused', () => {
	for (const half of [{ cert: client.cert }, { key: client.key }]) {
		expect(load(half)).toThrow(
			expect.objectContaining({ kind: 'tls', field: 'options.clientCertificate' }),
		);
		expect(load(half)).toThrow(/needs both/);
	}
});

describe('PKCS#12', () => {
	const pfx = readFileSync(join(__dirname, '../../support/certificates/client.p12')).toString('base64');

	test('is used instead of a certificate and its key, however its Base64 is written', () => {
		const lines = pfx.replace(/.{64}/g, '$&\n');
		for (const text of [pfx, lines, `data:application/x-pkcs12;base64,${pfx}`]) {
			const { first, elsewhere } = load({ pfx: text, passphrase: 'open-sesame' })();
			expect(first.context).toBeDefined();
			expect(elsewhere.context).toBeUndefined();
		}
	});

	test.each([
		[{ pfx, passphrase: 'wrong' }, 'PKCS#12 cannot be opened with this Passphrase'],
		[{ pfx }, 'PKCS#12 cannot be opened with this Passphrase'],
		[{ pfx: 'no base64!' }, 'PKCS#12 is not Base64'],
		[{ pfx: 'aGVsbG8=' }, 'PKCS#12 cannot be read'],
		[{ pfx, ...client }, 'PKCS#12 and Certificate or Private Key are filled in: use only one of them'],
	])('that cannot be used is told: %#', (material, message) => {
		expect(load(material)).toThrow(
			expect.objectContaining({ kind: 'tls', field: 'options.clientCertificate', message }),
		);
	});
});

describe('PEM as people paste it', () => {
	const ways: Array<[string, (text: string) => string]> = [
		['without line breaks', (text) => text.replace(/\n/g, '')],
		['with spaces instead of line breaks', (text) => text.replace(/\n/g, ' ')],
		['with \\n as two characters', (text) => text.replace(/\n/g, '\\n')],
		['with \\r\\n as four characters', (text) => text.replace(/\n/g, '\\r\\n')],
		['indented', (text) => text.replace(/^/gm, '\t  ')],
		['with Windows line breaks and blank lines', (text) => text.replace(/\n/g, '\r\n\r\n')],
		['in quotes', (text) => JSON.stringify(text)],
	];

	test.each(ways)('%s', (_way, change) => {
		const material = {
			cert: change(client.cert + pem('ca.crt')),
			key: change(pem('client-encrypted.key')),
			ca: change(pem('ca.crt') + pem('self-signed.crt')),
			passphrase: 'open-sesame',
		};
		expect(load(material)().first.context).toBeDefined();
		expect(load({ ...client, key: change(client.key) })().first.context).toBeDefined();
	});
});
