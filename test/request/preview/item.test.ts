import { createRedactor } from '../../../nodes/CustomWebhook/redact';
import { unresolvedPaths, shortened } from '../../../nodes/CustomWebhook/request';

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

it('A placeholder without a value is named without the secret that was typed into it', () => {
	const scope = { unresolved: new Set(['contact.town', '$json.find("the-secret")']) };
	const paths = unresolvedPaths(scope, createRedactor([['the-secret']]));
	expect(paths).toEqual(['contact.town', '$json.find("***")']);
});
