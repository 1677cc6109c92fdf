import { loadTls } from '../../../nodes/CustomWebhook/delivery/connection/tls-settings';
import { certificate, pem } from '../../support/tls-fixtures';

const client = certificate('client');
const load = (material: object) => () => loadTls({ ignoreSslIssues: false, ...material });

test('without material there is nothing to load, and one setting for all hops', () => {
	const { first, elsewhere } = loadTls({ ignoreSslIssues: true });
	expect(first).toBe(elsewhere);
	expect(first).toMatchObject({ ignoreSslIssues: true });
	expect(first.context).toBeUndefined();
});

test('the client certificate is for the first origin, the authority for all', () => {
	const { first, elsewhere } = loadTls({ ignoreSslIssues: false, ...client, ca: pem('ca.crt') });
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

test('an encrypted key is opened with its passphrase', () => {
	const encrypted = { cert: client.cert, key: pem('client-encrypted.key') };
	expect(load({ ...encrypted, passphrase: 'open-sesame' })().first.context).toBeDefined();
	expect(load({ ...encrypted, passphrase: 'wrong' })).toThrow(
		expect.objectContaining({
			kind: 'tls',
			field: 'options.clientCertificate',
			message: expect.stringContaining('passphrase'),
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
	expect(load({ ca: broken })).toThrow('The client certificate, its key or the CA cannot be read');
});

test('several authorities may stand in one text', () => {
	const ca = `# ours\n${pem('ca.crt')}\n${pem('self-signed.crt')}`;
	expect(load({ ca })().elsewhere.context).toBeDefined();
});

test('a certificate without its key, or a key without its certificate, is refused', () => {
	for (const half of [{ cert: client.cert }, { key: client.key }]) {
		expect(load(half)).toThrow(
			expect.objectContaining({ kind: 'tls', field: 'options.clientCertificate' }),
		);
		expect(load(half)).toThrow(/takes both/);
	}
});
