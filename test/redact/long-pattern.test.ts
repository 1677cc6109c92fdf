import fc from 'fast-check';

import { createRedactor, HIDDEN } from '../../nodes/CustomWebhook/redact';
import { expectProportional } from '../support/growth';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const SYMBOLS = [...'"\'/%+&<> é-_=\n'];

const secretOf = (characters: string[], minLength: number) =>
	fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength: minLength * 2, size: 'max' });

it('A secret of any length is hidden in all its forms', () => {
	fc.assert(
		fc.property(
			fc.oneof(secretOf(LETTERS, 300), secretOf([...LETTERS, ...SYMBOLS], 10_000)),
			(secret) => {
				const { text } = createRedactor([[secret]]);
				for (const form of [
					secret,
					JSON.stringify(secret).slice(1, -1),
					encodeURIComponent(secret),
					Buffer.from(secret).toString('base64'),
					Buffer.from(secret).toString('base64url'),
				])
					expect(text(`(${form}) (${form})`)).toBe(`(${HIDDEN}) (${HIDDEN})`);
			},
		),
		{ numRuns: 10 },
	);
});

it('Of two long secrets that begin alike each is hidden', () => {
	const [one, other] = ['1', '2'].map((end) => 'eyJhbGciOi'.repeat(60) + end);
	const { text } = createRedactor([[one!, other!]]);
	expect(text(`${one} ${other}`)).toBe(`${HIDDEN} ${HIDDEN}`);
});

it('What is not the whole of a long secret stays', () => {
	const secret = 'eyJhbGciOi'.repeat(60);
	const { text } = createRedactor([[secret]]);
	for (const other of [
		secret.slice(0, -1),
		secret.slice(0, 300),
		`${secret.slice(0, 400)}-${secret.slice(400)}`,
	])
		expect(text(other)).toBe(other);
});

it('A text of beginnings of a long secret is passed over in time in proportion to its length', () => {
	const secret = Array.from({ length: 1_000 }, (_, index) => `${index}.`).join('');
	const { text } = createRedactor([[secret]]);
	expectProportional((times) => text(secret.slice(0, -1).repeat(times)), 1_000);
});
