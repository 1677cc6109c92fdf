import { splitWords } from '../../../nodes/CustomWebhook/settings/curl-command/dialect';
import { wordsBy } from './words';

const words = (text: string) => wordsBy(splitWords, text);

it.each([
	['sh, by its continued line', 'curl \\\n -d "a^b"', ['curl', '-d', 'a^b']],
	['cmd, by its continued line', 'curl ^\n -d "a`b"', ['curl', '-d', 'a`b']],
	['PowerShell, by its continued line', "curl.exe `\n -d 'it''s'", ['curl.exe', '-d', "it's"]],
	['sh, by single quotes', `curl -d '{"a":"b"}'`, ['curl', '-d', '{"a":"b"}']],
	['PowerShell, by single quotes with curl.exe', "curl.exe -d 'it''s'", ['curl.exe', '-d', "it's"]],
	['cmd, by curl.exe alone', 'curl.exe -d "a""b"', ['curl.exe', '-d', 'a"b']],
	['cmd, by an escaped quote', 'curl -d ^"a^"', ['curl', '-d', 'a']],
	['PowerShell, by an escaped quote', 'curl -d "{`"a`":1}"', ['curl', '-d', '{"a":1}']],
	['cmd, by doubled quotes in JSON', 'curl -d "{""a"":1}"', ['curl', '-d', '{"a":1}']],
	['sh, if nothing tells', 'curl -d "a\\"b"', ['curl', '-d', 'a"b']],
])('The words are those of %s', (_shell, command, expected) => {
	expect(words(command)).toEqual(expected);
});
