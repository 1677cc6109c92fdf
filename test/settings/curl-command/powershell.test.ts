import { splitPowerShell } from '../../../nodes/CustomWebhook/settings/curl-command/powershell';
import { wordsBy } from './words';

const words = (text: string) => wordsBy(splitPowerShell, text);

it.each<[string, string, string[]]>([
	['words are parted by blanks', 'a  b\tc', ['a', 'b', 'c']],
	['single quotes keep everything', "'a $b `n'", ['a $b `n']],
	['a doubled single quote in single quotes is one', "'it''s'", ["it's"]],
	['a doubled quote in quotes is one', '"a ""b"" c"', ['a "b" c']],
	['a backtick keeps the next character', '"a `"b`" `$c" d` e', ['a "b" $c', 'd e']],
	['`n, `r and `t are the characters that they name', '"a`nb`tc"', ['a\nb\tc']],
	['a backtick goes on in the next line', 'a `\n b', ['a', 'b']],
	['an escaped quote goes to the program as a quote', `'{\\"a\\": 1}'`, ['{"a": 1}']],
	['other backslashes stay', "'C:\\a'", ['C:\\a']],
	['a here-string keeps its lines', '@\'\na "b"\nc\n\'@', ['a "b"\nc']],
	['# begins a comment between words only', 'a#b # c', ['a#b']],
	['$ alone is a character', '"5$ or $"', ['5$ or $']],
	['a placeholder is one character of a word', '"a{{ x }}b"', ['a_b']],
])('%s', (_rule, text, expected) => {
	expect(words(text)).toEqual(expected);
});

it.each(['a | b', 'a; b', 'a > b', '$token', '"$env:TOKEN"', '"$(a)"', "'a", '"a'])(
	'what only a shell can do, and what is not closed, is a mistake: %s',
	(text) => {
		expect(() => words(text)).toThrow(/^cURL Command, line 1, column \d+: /);
	},
);
