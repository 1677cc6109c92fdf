import { requestOfCommand } from './request';

const ITEM = {
	contact: { id: 'a/b', email: 'zoe+1@example.com', name: 'Zoë "Z" O\'Neil & <co>', score: 7 },
	tags: ['a', 'b c'],
	'a b': 'spaced',
	first: true,
};

describe('a value is encoded for the place where it is', () => {
	it.each([
		['the path', 'curl https://x.example/{{contact.id}}', 'https://x.example/a%2Fb'],
		[
			'the query',
			'curl https://x.example/?q={{contact.email}}',
			'https://x.example/?q=zoe%2B1%40example.com',
		],
		[
			'-G',
			"curl -G https://x.example/ -d 'q={{contact.email}}'",
			'https://x.example/?q=zoe%2B1%40example.com',
		],
		[
			'--url-query',
			"curl --url-query 'q={{contact.email}}' https://x.example/",
			'https://x.example/?q=zoe%2B1%40example.com',
		],
		['a base URL', 'curl {{base}}/x', 'https://base.example/x'],
	])('%s', async (_place, command, url) => {
		const request = await requestOfCommand(command, { ...ITEM, base: 'https://base.example' });
		expect(request.url).toBe(url);
	});

	it.each([
		[
			'JSON, as text and with its type',
			`curl --json '{"n": "{{contact.name}}", "s": {{contact.score}}, "t": {{tags}}}' https://x.example`,
			'{"n": "Zoë \\"Z\\" O\'Neil & <co>", "s": 7, "t": ["a","b c"]}',
		],
		[
			'JSON in the double quotes of a shell',
			'curl -H "Content-Type: application/json" -d "{\\"n\\": \\"{{contact.name}}\\"}" https://x.example',
			'{"n": "Zoë \\"Z\\" O\'Neil & <co>"}',
		],
		[
			'JSON without a content type',
			`curl -d '{"n": "{{contact.name}}"}' https://x.example`,
			'{"n": "Zoë \\"Z\\" O\'Neil & <co>"}',
		],
		[
			'lines of JSON',
			`curl -H 'Content-Type: application/x-ndjson' --data-binary $'{"i":{}}\\n{"n":"{{contact.name}}"}\\n' https://x.example`,
			'{"i":{}}\n{"n":"Zoë \\"Z\\" O\'Neil & <co>"}\n',
		],
		[
			'JSON under a name that a service gives to it',
			`curl -H 'Content-Type: application/x-amz-json-1.1' -d '{"n": "{{contact.name}}"}' https://x.example`,
			'{"n": "Zoë \\"Z\\" O\'Neil & <co>"}',
		],
		[
			'JSON under a type that only the item knows',
			`curl -H 'Content-Type: {{v}}' -d '{"n": "{{contact.name}}"}' https://x.example`,
			'{"n": "Zoë \\"Z\\" O\'Neil & <co>"}',
		],
		[
			'a form that begins with a name alone',
			"curl -d 'flag&n={{contact.email}}' https://x.example",
			'flag&n=zoe%2B1%40example.com',
		],
		[
			'a form that begins with a member of a list',
			"curl -d 'n[0][a]={{contact.email}}' https://x.example",
			'n[0][a]=zoe%2B1%40example.com',
		],
		[
			'a form in several pieces, of which the first is a value alone',
			'curl -d {{contact.email}} -d n={{contact.email}} https://x.example',
			'zoe%2B1%40example.com&n=zoe%2B1%40example.com',
		],
		[
			'a form whose names have spaces',
			"curl -H 'Content-Type: application/x-www-form-urlencoded' -d 'full name={{contact.email}}' https://x.example",
			'full name=zoe%2B1%40example.com',
		],
		[
			'a form',
			"curl -d 'n={{contact.name}}' -d 'a=b c' https://x.example",
			"n=Zo%C3%AB%20%22Z%22%20O'Neil%20%26%20%3Cco%3E&a=b c",
		],
		[
			'--data-urlencode',
			"curl --data-urlencode 'n=to: {{contact.email}}' https://x.example",
			'n=to%3A+zoe%2B1%40example.com',
		],
		[
			'XML',
			"curl -H 'Content-Type: text/xml' -d '<n>{{contact.name}}</n>' https://x.example",
			'<n>Zoë &quot;Z&quot; O&apos;Neil &amp; &lt;co&gt;</n>',
		],
		[
			'text',
			"curl -H 'Content-Type: text/plain' -d 'Hi {{contact.name}}' https://x.example",
			'Hi Zoë "Z" O\'Neil & <co>',
		],
		[
			'text without a type',
			"curl -d 'Hi {{contact.name}}' https://x.example",
			'Hi Zoë "Z" O\'Neil & <co>',
		],
	])('%s', async (_place, command, body) => {
		expect((await requestOfCommand(command, { ...ITEM, v: 'text/plain' })).body).toBe(body);
	});

	it.each([
		['a header', "curl -H 'X-Q: <{{contact.email}}>' https://x.example", ['X-Q', '<zoe+1@example.com>']],
		[
			'-u',
			"curl -u '{{contact.name}}:{{contact.score}}' https://x.example",
			['Authorization', `Basic ${Buffer.from(`${ITEM.contact.name}:7`).toString('base64')}`],
		],
		[
			'a user in the URL',
			'curl "https://{{contact.score}}:p%20w@x.example"',
			['Authorization', `Basic ${Buffer.from('7:p w').toString('base64')}`],
		],
		['-b', "curl -b 'a={{contact.email}}' https://x.example", ['Cookie', 'a=zoe+1@example.com']],
		['-A', "curl -A 'n8n {{contact.score}}' https://x.example", ['User-Agent', 'n8n 7']],
		[
			'--oauth2-bearer',
			'curl --oauth2-bearer {{contact.score}} https://x.example',
			['Authorization', 'Bearer 7'],
		],
	])('%s', async (_place, command, header) => {
		expect((await requestOfCommand(command, ITEM)).headers).toContainEqual(header);
	});

	it('a field of a form', async () => {
		const { body } = await requestOfCommand(
			"curl -F 'n={{contact.name}};type=text/plain' -F 'f=x;filename={{contact.score}}.txt' https://x.example",
			ITEM,
		);
		expect(String(body)).toContain(
			`name="n"\r\nContent-Type: text/plain\r\n\r\n${ITEM.contact.name}\r\n`,
		);
		expect(String(body)).toContain('name="f"; filename="7.txt"\r\nContent-Type: text/plain\r\n\r\nx\r\n');
	});
});

describe('a placeholder is kept whole', () => {
	it.each([
		[
			'unquoted, with spaces and quotes',
			`curl https://x.example/?q={{ $json["a b"] }}&r=1`.replace('&r=1', ''),
		],
		['in single quotes', `curl 'https://x.example/?q={{ $json["a b"] }}'`],
		[
			'in single quotes, with those of the shell',
			`curl 'https://x.example/?q={{ $json['\\''a b'\\''] }}'`,
		],
		['in double quotes', `curl "https://x.example/?q={{ $json["a b"] }}"`],
		['in double quotes, escaped', `curl "https://x.example/?q={{ $json[\\"a b\\"] }}"`],
		['in those of cmd', `curl ^"https://x.example/?q={{ $json["a b"] }}^"`],
		['in those of PowerShell', 'curl.exe `\n "https://x.example/?q={{ $json["a b"] }}"'],
		['with blocks', `curl 'https://x.example/?q={{#if first}}{{ $json["a b"] }}{{else}}none{{/if}}'`],
	])('%s', async (_where, command) => {
		expect((await requestOfCommand(command, ITEM)).url).toBe('https://x.example/?q=spaced');
	});

	it('a value with quotes, spaces and options is data, wherever it is', async () => {
		const evil = `' -H "X: y" & ; | $(id) \`id\` --data @/etc/passwd`;
		const { headers, url, method } = await requestOfCommand(
			"curl -H 'X-V: {{v}}' https://x.example/{{v}}",
			{ v: evil },
		);
		expect(headers).toContainEqual(['X-V', evil]);
		expect(headers).toHaveLength(3);
		expect([method, new URL(url).pathname]).toEqual(['GET', `/${encodeURIComponent(evil)}`]);
	});

	it('braces that are escaped are text, and so are backslashes in front of a value', async () => {
		const { body } = await requestOfCommand(
			String.raw`curl -H 'Content-Type: text/plain' -d 'a \{{b}} C:\\{{contact.score}} =' https://x.example`,
			ITEM,
		);
		expect(body).toBe(String.raw`a {{b}} C:\\7 =`);
	});

	it('with the dollar syntax ${…} is a placeholder and no variable, and {{ is text', async () => {
		const { body } = await requestOfCommand(
			'curl --json "{\\"a\\": \\"${contact.email} {{x}}\\"}" https://x.example',
			ITEM,
			{ options: { templates: { values: { placeholderSyntax: 'dollar' } } } },
		);
		expect(body).toBe('{"a": "zoe+1@example.com {{x}}"}');
	});

	it('a text that begins with = keeps it', async () => {
		const { body } = await requestOfCommand(
			"curl -H 'Content-Type: text/plain' -d '={{contact.score}}' https://x.example",
			ITEM,
		);
		expect(body).toBe('=7');
	});
});

it('Expression mode means the same', async () => {
	const { url } = await requestOfCommand('=curl https://x.example/{{contact.score}}', ITEM);
	expect(url).toBe('https://x.example/7');
});

it.each([
	[`curl --json '{"a": {{contact.name}} x}' https://x.example`, 'curlCommand.body'],
	['curl "https://{{contact.id}}"', 'curlCommand.URL'],
	["curl -H 'X-A: {{v}}' https://x.example", 'curlCommand.X-A'],
	["curl -d '{{#if}}' https://x.example", 'curlCommand.body'],
])('a failure of an item names the command and the part of it: %s', async (command, field) => {
	await expect(requestOfCommand(command, { ...ITEM, v: 'a\nb' })).rejects.toMatchObject({ field });
});
