import { execFileSync } from 'node:child_process';

import { splitSh } from '../../../nodes/CustomWebhook/settings/curl-command/sh';
import { wordsBy } from './words';

const words = (text: string) => wordsBy(splitSh, text);

it.each<[string, string, string[]]>([
	['words are parted by blanks', 'a  b\tc', ['a', 'b', 'c']],
	['single quotes keep everything', `'a "b" \\ $c \`'`, ['a "b" \\ $c `']],
	[
		'double quotes keep blanks, and \\ means something before few characters',
		'"a \\"b\\" \\n \\\\ \\$c"',
		['a "b" \\n \\ $c'],
	],
	['quotes in the middle join', `a'b c'"d"e`, ['ab cde']],
	['an empty pair of quotes is a word', `'' ""`, ['', '']],
	['a backslash keeps the next character', 'a\\ b \\$x \\"', ['a b', '$x', '"']],
	['a backslash ends no line', 'a \\\n b', ['a', 'b']],
	['# begins a comment between words only', 'a#b # c', ['a#b']],
	["$'…' has escapes", "$'a\\tb\\'c'", ["a\tb'c"]],
	['$ alone is a character', 'a$ "$" $%', ['a$', '$', '$%']],
])('%s', (_rule, text, expected) => {
	expect(words(text)).toEqual(expected);
	const script = `for word in "$@"; do printf '%s\\0' "$word"; done`;
	const said = execFileSync('bash', ['-c', `set -- ${text}\n${script}`], { encoding: 'utf8' });
	expect(said.split('\0').slice(0, -1)).toEqual(expected);
});

it.each<[string, string, string[]]>([
	['a placeholder is one character of a word', `a{{ x "y z" }}b '{{c}}'`, ['a_b', '_']],
	['braces behind one backslash are text', `'\\{{a}}'`, ['{{a}}']],
	['braces behind a backslash that is parted from them keep it', `'\\{''{a'`, ['\\{{a']],
	['a no-break space parts words, too', 'a\u00a0b', ['a', 'b']],
	['a line that begins with an option goes on', 'a\n  -b', ['a', '-b']],
])('%s', (_rule, text, expected) => {
	expect(words(text)).toEqual(expected);
});

it.each([
	'a | b',
	'a & b',
	'a > b',
	'$(a)',
	'`a`',
	'"`a`"',
	'$A',
	'"${A}"',
	"'a",
	'"a',
	"$'a",
	'a; b',
	'(a)',
	'a\nb',
])('what only a shell can do, and what is not closed, is a mistake: %s', (text) => {
	expect(() => words(text)).toThrow(/^cURL Command, line \d+, column \d+: /);
});
