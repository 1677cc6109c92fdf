import { shortened } from '../../nodes/CustomWebhook/request';

it('A body in a log is at most 10 KB, and says where it was cut', () => {
	for (const piece of ['a', 'ö', '€', '😀']) {
		const text = piece.repeat(10_001);
		const shown = shortened(text);
		expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(10_000);
		expect(shown).toMatch(new RegExp(`^(?:${piece})+… \\(${Buffer.byteLength(text)} bytes\\)$`));
	}
});

it('A body that fits stays as it is', () => {
	expect(shortened('ö'.repeat(5_000))).toBe('ö'.repeat(5_000));
});
