import fc from 'fast-check';

import { ansiC } from '../../../nodes/CustomWebhook/settings/curl-command/ansi-c';
import { bytesOfText, textOfBytes } from '../../../nodes/CustomWebhook/settings/curl-command/bytes';
import { printedText } from '../../../nodes/CustomWebhook/settings/curl-command/printed';

it('any bytes become text and the same bytes again', () => {
	fc.assert(
		fc.property(fc.uint8Array(), (bytes) => {
			expect(bytesOfText(textOfBytes(Buffer.from(bytes)))).toEqual(Buffer.from(bytes));
		}),
		{ numRuns: 200 },
	);
});

it('an ASCII character between bytes that are not UTF-8 stays itself', () => {
	const text = textOfBytes(Buffer.from([0xff, 0x41, 0xff]));
	expect(text).toHaveLength(3);
	expect(text[1]).toBe('A');
	expect(textOfBytes(Buffer.from('A'))).toBe('A');
});

it.each([
	["printf %b 'a\\0303\\0251'", 'aé'],
	["printf %b 'it'\\''s \\\\'", "it's \\"],
	["printf %b '\\0173{a'", '{{a'],
])('what printf %%b writes: %s', (command, text) => {
	expect(printedText(command)).toBe(text);
});

it.each([
	['a\\nb\\tc', 'a\nb\tc'],
	['\\xc3\\xa9\\303\\251', 'éé'],
	['\\u00e9\\U0001F600', 'é😀'],
	['\\cA\\c?\\e', '\x01\x7f\x1b'],
	['\\z', '\\z'],
])("what $'…' means: %s", (escaped, text) => {
	expect(ansiC(escaped)).toBe(text);
});
