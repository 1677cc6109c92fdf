import { readCurlCommand } from '../../../nodes/CustomWebhook/settings/curl-command';

const read = (command: string) => readCurlCommand(`curl ${command} https://x.example`, 'handlebars', false);
const rowsOf = (command: string) => read(command).headers.map(({ name, value }) => `${name}: ${value}`);

it.each<[string, string, string[]]>([
	['blanks around a value are left out', "-H 'A:  b '", ['A: b']],
	['a name and a semicolon is an empty header', "-H 'A;'", ['A: ']],
	['two of one name are one with both values', "-H 'A: 1' -H 'a: 2'", ['a: 1, 2']],
	[
		'cookies of two headers are parted by a semicolon',
		"-H 'Cookie: a=1' -H 'Cookie: b=2'",
		['Cookie: a=1; b=2'],
	],
	['the same twice is one', "-H 'Host: a' -H 'Host: a'", ['Host: a']],
	['-H wins over an option that sets the same header', "-A me -H 'User-Agent: you'", ['User-Agent: you']],
	['text is written as the bytes that a shell hands over', "-H 'A: é'", ['A: Ã©']],
	['a placeholder stays', "-H 'A: <{{b}}>'", ['A: <{{b}}>']],
])('%s', (_rule, command, rows) => {
	expect(rowsOf(command)).toEqual(rows);
});

it.each<[string, string, string[]]>([
	['a name and a colon takes a header away', "-H 'Accept:'", ['accept']],
	['an empty -A takes the user agent away', "-A ''", ['user-agent']],
])('%s', (_rule, command, names) => {
	expect(read(command).headersLeftOut).toEqual(names);
});

it('a typed Authorization leaves no place for -u', () => {
	expect(read("-u a:b -H 'Authorization: c'").userAndPassword).toBeUndefined();
	expect(read('-u a:b').userAndPassword).toEqual({ text: 'a:b', isInUrl: false });
	expect(readCurlCommand('curl https://a:b@x.example', 'handlebars', false).userAndPassword).toEqual({
		text: 'a:b',
		isInUrl: true,
	});
});
