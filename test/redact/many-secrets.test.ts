import fc from 'fast-check';

import { createRedactor } from '../../nodes/CustomWebhook/redact';

const WAYS: Array<(secret: string) => string> = [
	(secret) => secret,
	(secret) => JSON.stringify(secret),
	(secret) => encodeURIComponent(secret),
	(secret) => Buffer.from(secret).toString('base64'),
	(secret) => Buffer.from(`user:${secret}`).toString('base64url'),
	(secret) => [...secret].map((c) => `&#${c.codePointAt(0)};`).join(''),
];
/** Tokens of one service begin alike, and some have what is escaped. */
const SECRETS = Array.from({ length: 100 }, (_, n) => `sk_live_${n}"é &${(n * 7919).toString(36)}`);

test('among many secrets each is hidden as it is alone', () => {
	const among = createRedactor([SECRETS]);
	const pieces = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.constantFrom(...WAYS), fc.string());
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 5 }), (parts) => {
			const secrets = parts.map(([n]) => SECRETS[n]!);
			const text = parts.map(([n, way, around]) => `${around} ${way(SECRETS[n]!)} `).join('|');
			const alone = createRedactor([secrets]).text(text);
			expect(among.text(text)).toBe(alone);
			if (parts.length > 0) expect(alone).toContain('***');
		}),
	);
});

test('a secret that comes later is known', () => {
	const later: string[] = [];
	const redactor = createRedactor([SECRETS, later]);
	expect(redactor.text('another-token')).toBe('another-token');
	later.push('another-token');
	expect(redactor.text('an another-token')).toBe('an ***');
});
