import { createPrivateKey, generateKeyPairSync } from 'node:crypto';

import { rebuildPem } from '../../../nodes/CustomWebhook/delivery/connection/pem';
import { pem } from '../../support/tls-fixtures';
import { expectProportional } from '../../support/growth';

const chain = pem('client.crt') + pem('ca.crt');

test('what is in order stays as it is, and what is between the blocks is left out', () => {
	expect(rebuildPem(chain)).toBe(chain);
	expect(rebuildPem(`# ours\n${pem('ca.crt')}\nsubject=CN = x\n${pem('client.crt')}`)).toBe(
		pem('ca.crt') + pem('client.crt'),
	);
});

test('a chain on one line is all its certificates', () => {
	for (const gap of ['', ' ', '\\n', '\u00a0']) expect(rebuildPem(chain.replace(/\n/g, gap))).toBe(chain);
});

test.each(['aes-128-cbc', 'des-ede3-cbc'])('a traditional encrypted key keeps its header (%s)', (cipher) => {
	const { privateKey } = generateKeyPairSync('rsa', {
		modulusLength: 1024,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs1', format: 'pem', cipher, passphrase: 'p' },
	});
	for (const gap of ['', ' ', '\\n', '\r\n']) {
		const key = createPrivateKey({ key: rebuildPem(privateKey.replace(/\n/g, gap)), passphrase: 'p' });
		expect(key.asymmetricKeyType).toBe('rsa');
	}
});

test.each(['', 'abc', '-----BEGIN X-----', '-----BEGIN X-----\nabc\n-----END Y-----', '-----BEGIN '])(
	'text without a block stays as it is: %j',
	(text) => {
		expect(rebuildPem(text)).toBe(text);
	},
);

test('takes time in proportion to the text', () => {
	expectProportional((length) => rebuildPem('-----BEGIN X-----'.repeat(length / 17)), 1_600_000);
	expectProportional(
		(length) => rebuildPem('-----BEGIN X-----a-----END X-----'.repeat(length / 33)),
		1_600_000,
	);
});
