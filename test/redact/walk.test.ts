import { createRedactor, HIDDEN } from '../../nodes/CustomWebhook/redact';

it('A value nested beyond reason is hidden there, and ends nothing', () => {
	let value: unknown = 'the-secret';
	for (let depth = 0; depth < 20_000; depth++) value = [value];
	let shown = createRedactor([['the-secret']]).value(value);
	while (Array.isArray(shown)) shown = shown[0] as unknown;
	expect(shown).toBe(HIDDEN);
});

it('A number that is a secret as a whole is hidden, one that only has its digits is not', () => {
	const { value } = createRedactor([['471108']]);
	expect(value({ a: 471108, b: 4711080, c: '471108' })).toEqual({ a: HIDDEN, b: 4711080, c: HIDDEN });
});
