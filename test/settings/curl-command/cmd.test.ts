import { splitCmd } from '../../../nodes/CustomWebhook/settings/curl-command/cmd';
import { wordsBy } from './words';

const words = (text: string) => wordsBy(splitCmd, text);

it.each<[string, string, string[]]>([
	['words are parted by blanks', 'a  b\tc', ['a', 'b', 'c']],
	['single quotes mean nothing', "'a b'", ["'a", "b'"]],
	['double quotes keep blanks, & and |', '"a & b | c"', ['a & b | c']],
	['a doubled quote in quotes is one', '"a ""b"" c"', ['a "b" c']],
	['an escaped quote ends no quotes', '"a \\"b\\" c"', ['a "b" c']],
	['two backslashes before a quote are one, and the quote ends', '"a\\\\" b', ['a\\', 'b']],
	['other backslashes stay', '"C:\\a\\b" c\\d', ['C:\\a\\b', 'c\\d']],
	['^ keeps the next character', 'a^&b ^^', ['a&b', '^']],
	['^ goes on in the next line', 'a ^\n b', ['a', 'b']],
	['^" begins quotes in which ^ means something', '^"a ^& \\^"b\\^"^"', ['a & "b"']],
	['a percent sign is a character', '100% %20 %E4%BD', ['100%', '%20', '%E4%BD']],
	['a placeholder is one character of a word', '"a{{ x "y" }}b"', ['a_b']],
])('%s', (_rule, text, expected) => {
	expect(words(text)).toEqual(expected);
});

it.each(['a | b', 'a & b', 'a > b', '%TOKEN%', '"%TOKEN%"', '"a', '^"a'])(
	'what only a shell can do, and what is not closed, is a mistake: %s',
	(text) => {
		expect(() => words(text)).toThrow(/^cURL Command, line 1, column \d+: /);
	},
);
