import { readCurlCommand } from '../../../nodes/CustomWebhook/settings/curl-command';

const read = (command: string) => readCurlCommand(`curl ${command} https://x.example`, 'handlebars', false);

it.each<[string, string, string]>([
	['without a body it is GET', '', 'GET'],
	['with one it is POST', '-d a=1', 'POST'],
	['with a form it is POST', '-F a=1', 'POST'],
	['-G makes it GET', '-G -d a=1', 'GET'],
	['-I makes it HEAD', '-I', 'HEAD'],
	['-X wins', '-X PATCH -d a=1', 'PATCH'],
	['an empty -d makes it POST, too', "-d ''", 'POST'],
])('the method: %s', (_rule, command, method) => {
	expect(read(command).method).toBe(method);
});

it.each<[string, string, object]>([
	[
		'its type says that it is JSON',
		"-H 'Content-Type: application/ld+json' -d {}",
		{ type: 'json', text: '{}' },
	],
	['so does --json', '--json {}', { type: 'json', text: '{}' }],
	['its type says that it is XML', "-H 'Content-Type: text/xml' -d '<a/>'", { type: 'xml', text: '<a/>' }],
	[
		'another type is text',
		"-H 'Content-Type: text/csv' -d 'a=b'",
		{ type: 'text', contentType: 'text/csv' },
	],
	['without a type it is a form if it looks like one', '-d a=b', { type: 'formText', text: 'a=b' }],
	['or JSON', `-d '{"a":1}'`, { type: 'json' }],
	['or XML', "-d '<a/>'", { type: 'xml' }],
	['or else text', "-d 'a b'", { type: 'text' }],
	['pieces are joined by &', '-d a=1 -d b=2', { text: 'a=1&b=2' }],
	['those of --json by nothing', `--json '{"a":' --json 1}`, { text: '{"a":1}' }],
	[
		'--data-urlencode encodes what is typed, and no placeholder',
		"--data-urlencode 'a=b c{{d}}'",
		{ text: 'a=b+c{{d}}' },
	],
	['--data-urlencode encodes a whole without a name', "--data-urlencode '=b&c'", { text: 'b%26c' }],
	['--data-raw reads no file', '--data-raw @a', { type: 'text', text: '@a' }],
	['an empty one is none', "-d ''", { type: 'none' }],
])('the body: %s', (_rule, command, body) => {
	expect(read(command).body).toMatchObject(body);
});

it('-F has type=, filename=, quotes and files of the item; --form-string takes all as it is', () => {
	const { body } = read(
		`-F 'a=b;type=text/csv' -F 'c="d;e"' -F 'f=@data;filename=g.txt' --form-string 'h=@i;type=j'`,
	);
	const text = { kind: 'text', isAsTyped: true };
	expect(body).toEqual({
		type: 'multipart',
		parts: [
			{ ...text, name: 'a', value: 'b', fileName: '', mimeType: 'text/csv' },
			{ ...text, name: 'c', value: 'd;e', fileName: '', mimeType: '' },
			{ kind: 'file', name: 'f', binaryProperty: 'data', fileName: 'g.txt', mimeType: '' },
			{ ...text, name: 'h', value: '@i;type=j', fileName: '', mimeType: '' },
		],
	});
});
