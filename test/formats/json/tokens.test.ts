import fc from 'fast-check';

import { JsonTokens } from '../../../nodes/CustomWebhook/formats/json/tokens';
import { expectProportional } from '../../support/growth';

function cut(text: string): Array<[string, string]> {
	const tokens = new JsonTokens(text);
	const found: Array<[string, string]> = [];
	for (let kind = tokens.next(); kind; kind = tokens.next())
		found.push([kind, text.slice(tokens.start, tokens.end)]);
	return found;
}

it('JSON is cut into marks, strings and words', () => {
	expect(cut(' {"a\\"}":[-1.5e3,true ,\n"b"]}')).toEqual([
		['{', '{'],
		['string', '"a\\"}"'],
		[':', ':'],
		['[', '['],
		['word', '-1.5e3'],
		[',', ','],
		['word', 'true'],
		[',', ','],
		['string', '"b"'],
		[']', ']'],
		['}', '}'],
	]);
});

it('What is no JSON is cut too: a string that is not closed goes to the end', () => {
	expect(cut("a\u00a0='b' \"c, ")).toEqual([
		['word', "a\u00a0='b'"],
		['open string', '"c, '],
	]);
});

it('Tokens leave out nothing but white space', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n01a') }), (text) => {
			const told = cut(text).map(([, token]) => token);
			const outside = (json: string) => json.replace(/[ \n]/g, '');
			expect(outside(told.join(''))).toBe(outside(text));
		}),
	);
});

it.each(['\\"', '\\\\', '"', ' ', '1', '[', '"a" '])('%j again and again takes time in proportion', (piece) =>
	expectProportional((length) => {
		const tokens = new JsonTokens(piece.repeat(length));
		while (tokens.next());
	}, 1_000_000),
);
