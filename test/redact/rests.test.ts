import fc from 'fast-check';

import { createRedactor } from '../../nodes/CustomWebhook/redact';

const { message } = createRedactor([['a-long-secret', 'with "quotes" in it', 'e1']]);

it.each([
	['its beginning', 'The service says: "sent a-long-se…"', 'The service says: "sent ***…"'],
	['its end', '…ong-secret is wrong\n     ^', '…*** is wrong\n     ^'],
	['its middle', '…long-s…\n  ^', '…***…\n  ^'],
	[
		'its beginning, as the engine cuts JSON',
		`token 'a', "a-long-sec"... is not`,
		`token 'a', "***"... is not`,
	],
	[
		'its end, as the engine cuts JSON',
		`token 'x', ..."ng-secret" x is not`,
		`token 'x', ..."***" x is not`,
	],
	['a piece of its JSON', '{"a":"with \\"quo…', '{"a":"***…'],
	[
		'a piece of its base64',
		`"${Buffer.from('me:a-long-secret').toString('base64').slice(0, 16)}…"`,
		'"bWU6***…"',
	],
	['a piece of it, percent-encoded in lower case', 'with%20%22quotes%22%2…', '***…'],
	['both ends, of two secrets', '…secret and with "quot…', '…*** and ***…'],
])('What is left of a secret where a text was cut is hidden: %s', (_what, text, shown) => {
	expect(message(text)).toBe(shown);
});

it.each([
	['with + for spaces', 'with+%22quo…', '***…'],
	['with \\uXXXX', '\\u0061-lon\\u0067…', '***…'],
	['in HTML', 'with &quot;quo…', '***…'],
	['in JSON in JSON', 'with \\\\\\"quo…', '***…'],
	['through an escape', 'with%20%2…', '***…'],
	['through a reference', 'with &qu…', '***…'],
	['behind what is left of an escape', '…2quotes%22%20in%20it', '…***'],
])('What is left of a secret in another form is hidden: %s', (_what, text, shown) => {
	expect(message(text)).toBe(shown);
});

it('A whole secret is hidden as everywhere', () => {
	expect(message('a-long-secret … a-long-secret')).toBe('*** … ***');
});

it('What is no rest of a secret stays: elsewhere in the text, too short, or no secret', () => {
	for (const text of ['a-long-se', 'a-long-se is …', 'see a-l…', '…ret', 'nothing…', '…', 'e…'])
		expect(message(text)).toBe(text);
});

it('However a text is cut, no four characters of a secret are left at the cut', () => {
	const secret = 'abcdefghijklmnopqrstuvwxyz';
	const redactor = createRedactor([[secret]]);
	fc.assert(
		fc.property(fc.nat(60), fc.nat(60), (from, length) => {
			const text = `${'-'.repeat(20)}${secret}${'-'.repeat(20)}`;
			const shown = redactor.message(`…${text.slice(from, from + length)}…`);
			for (let at = 0; at + 4 <= secret.length; at++)
				expect(shown).not.toContain(secret.slice(at, at + 4));
		}),
	);
});
