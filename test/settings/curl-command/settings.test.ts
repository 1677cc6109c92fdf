import type { INodeParameters } from 'n8n-workflow';

import { readSettings, type Settings } from '../../../nodes/CustomWebhook/settings';
import { OPTIONS } from '../../../nodes/CustomWebhook/settings/curl-command/options';
import { requestOfCommand } from './request';

function settingsOf(curlCommand: string, parameters: INodeParameters = {}): Settings {
	const all: INodeParameters = { requestFrom: 'curl', curlCommand, ...parameters };
	return readSettings(
		{
			getNodeParameter: (name, _index, fallback) => all[name] ?? fallback,
			evaluateExpression: (code) => code,
		},
		0,
	).settings;
}

const X = 'https://x.example';

it('a redirect is followed with -L only, as cURL does', () => {
	expect(settingsOf(`curl ${X}`).policy.redirects).toEqual({ follow: false, max: 5 });
	expect(settingsOf(`curl -L --max-redirs 2 ${X}`).policy.redirects).toEqual({ follow: true, max: 2 });
});

it('options of the command set those of the node', () => {
	const command = `curl -k -m 2.5 --retry 4 --retry-delay 2 --retry-max-time 60 -x proxy.example:3128 -U 'u:p w' --proto =https ${X}`;
	expect(settingsOf(command).policy).toMatchObject({
		timeoutMs: 2500,
		totalTimeoutMs: 60_000,
		httpsOnly: true,
		tls: { ignoreSslIssues: true },
		retry: { maxRetries: 4, baseDelayMs: 2000 },
		proxy: 'http://u:p%20w@proxy.example:3128/',
	});
});

it.each([
	['-x proxy.example', 'http://proxy.example:1080'],
	['-x https://proxy.example:8443/', 'https://proxy.example:8443'],
	['-U a:b -x proxy.example', 'http://a:b@proxy.example:1080/'],
])('a proxy as cURL reads it: %s', (options, proxy) => {
	expect(settingsOf(`curl ${options} ${X}`).policy.proxy).toBe(proxy);
});

it('a time of 0 has no meaning here: the default holds', () => {
	expect(settingsOf(`curl -m 0 --retry 0 --max-redirs -1 -x '' ${X}`).policy).toMatchObject({
		timeoutMs: 30_000,
		retry: { maxRetries: 0 },
		redirects: { max: 5 },
	});
});

it('what Options has wins over the command', () => {
	const { policy } = settingsOf(`curl -m 5 ${X}`, {
		options: { timeout: 7, redirects: { values: { followRedirects: true } } },
	});
	expect(policy).toMatchObject({ timeoutMs: 7000, redirects: { follow: true } });
});

it('the fields of the request are not read', () => {
	const settings = settingsOf(`curl ${X}`, {
		method: 'DELETE',
		url: 'https://y.example',
		contentType: 'json',
		jsonBody: '{"a":1}',
		headers: { header: [{ name: 'X-A', value: '1' }] },
	});
	expect(settings).toMatchObject({ method: 'GET', url: X, body: { type: 'none' }, headers: [] });
});

it('with a service credential the URL may be a path', () => {
	expect(settingsOf('curl /contacts', { authentication: 'service' }).url).toBe('/contacts');
	expect(settingsOf('curl api.example.com/contacts', { authentication: 'service' }).url).toBe(
		'http://api.example.com/contacts',
	);
});

it.each([
	[`curl --request=POST --data=a=b --user=a:b ${X}`, 'POST', 'a=b'],
	[`curl --url=${X} -XPUT -d a=b`, 'PUT', 'a=b'],
])('a value may be joined to its option: %s', async (command, method, body) => {
	expect(await requestOfCommand(command)).toMatchObject({ method, body });
});

it.each([
	['a missing backslash before an option', `curl ${X}\n  -d a=b`],
	['a space behind the backslash', `curl ${X} \\  \n  -d a=b`],
	['no-break spaces', `curl\u00a0${X}\u00a0-d\u00a0a=b`],
	['the prompt of a shell', `$ curl ${X} -d a=b`],
	['the line ends of Windows', `curl ${X} \\\r\n  -d a=b\r\n`],
])('what a paste brings along does no harm: %s', async (_what, command) => {
	expect(await requestOfCommand(command)).toMatchObject({ method: 'POST', body: 'a=b' });
});

it('a file of the item is the body, or a field of a form, by the name of its binary field', () => {
	expect(settingsOf(`curl -T data ${X}/a.pdf`)).toMatchObject({
		method: 'PUT',
		body: { type: 'binary', property: 'data' },
	});
	expect(settingsOf(`curl -F 'f=@data;type=text/csv;filename={{id}}.csv' ${X}`).body).toEqual({
		type: 'multipart',
		parts: [
			{ kind: 'file', name: 'f', binaryProperty: 'data', fileName: '{{id}}.csv', mimeType: 'text/csv' },
		],
	});
});

it('JSON is checked whatever its type says, and so are its lines', async () => {
	await expect(requestOfCommand(`curl --json '{"a":1,}' ${X}`)).rejects.toMatchObject({ column: 8 });
	await expect(requestOfCommand(`curl -d '{"a":1,}' ${X}`)).rejects.toMatchObject({ kind: 'template' });
	await expect(requestOfCommand(`curl --json $'{"a":1}\\n{"b"' ${X}`)).rejects.toMatchObject({
		field: 'curlCommand.body',
	});
});

it('each option is in the table once', () => {
	const names = OPTIONS.flatMap((option) => option.names);
	expect(names).toHaveLength(new Set(names).size);
	expect(names.every((name) => /^-(?:.|-[a-z][a-z0-9.-]+)$/.test(name))).toBe(true);
});

it.each([
	[String.raw`$'a\nb\t\'\"\\\?'`, 'a\nb\t\'"\\?'],
	[String.raw`$'\x41\102\u00e9\U1F600'`, 'AB\u00e9😀'],
	[String.raw`$'\xc3\xa9\303\251'`, 'éé'],
	[String.raw`$'\cA\c?\e\z'`, '\x01\x7f\x1b\\z'],
	[String.raw`$'\UFFFFFFFF'`, '\\UFFFFFFFF'],
])('text with escapes of bash: %s', async (typed, body) => {
	expect(await requestOfCommand(`curl --data-raw ${typed} ${X}`)).toMatchObject({ body });
});

it.each<[string, string, string]>([
	['a quote in quotes', 'curl.exe ^"https://x.example^" ^\n -d "say ""hi"""', 'say "hi"'],
	['a caret before a backslash', 'curl ^"https://x.example^" -d a^\\b', 'a\\b'],
	['backslashes before a quote', 'curl ^"https://x.example^" -d "a\\\\\\"b\\\\"', 'a\\"b\\'],
	['a caret that ends a line', 'curl ^"https://x.example^" -d ^"a^\n\nb^"', 'a\nb'],
	['a percent sign', 'curl ^"https://x.example^" -d "100% %41b"', '100% %41b'],
])('in cmd.exe: %s', async (_what, command, body) => {
	expect(await requestOfCommand(command)).toMatchObject({ body });
});

it.each<[string, string, string]>([
	['a comment', `curl.exe ${X} \`\n -d 'a=b' # the rest\n`, 'a=b'],
	['a # within a word', `curl.exe ${X} \`\n -d a#b`, 'a#b'],
	['escapes', `curl.exe ${X} \`\n -d "a\`tb\`"c\`q"`, 'a\tb"cq'],
	['a dollar sign', `curl.exe ${X} \`\n -d "5$ or $"`, '5$ or $'],
	['doubled quotes', `curl.exe ${X} \`\n -d "a ""b""" `, 'a "b"'],
])('in PowerShell: %s', async (_what, command, body) => {
	expect(await requestOfCommand(command)).toMatchObject({ body });
});

it.each<[string, string, string]>([
	['-A me/1', 'User-Agent', 'me/1'],
	["-e 'https://r.example/;auto'", 'Referer', 'https://r.example/'],
	["-b 'a=1' -b 'b=2' -b ''", 'Cookie', 'a=1;b=2'],
	["-b '{{cookie}}'", 'Cookie', 'c=3'],
	['-r 0-99', 'Range', 'bytes=0-99'],
	["-H 'X-A: \t b \t'", 'X-A', 'b'],
	["-H 'X-A: \u00a0b\u00a0c'", 'X-A', '\u00c2\u00a0b\u00c2\u00a0c'],
	['--oauth2-bearer abc', 'Authorization', 'Bearer abc'],
])('%s sets a header', async (options, name, value) => {
	const { headers } = await requestOfCommand(`curl ${options} ${X}`, { cookie: 'c=3' });
	expect(headers).toContainEqual([name, value]);
});

it.each([
	'-o /dev/null -D - -w "%{http_code}" -sSvif -N -# --trace-time',
	'--connect-timeout 5 --compressed --retry-connrefused --keepalive-time 2',
	'-q -j -4 --http2 --tlsv1.2 --no-alpn --tcp-nodelay --basic',
	"--proto '=http,https'",
])('what changes nothing of the request is passed over: %s', async (options) => {
	expect(await requestOfCommand(`curl ${options} ${X}`)).toEqual(await requestOfCommand(`curl ${X}`));
});

it.each([
	['-U a -x proxy.example', 'http://a@proxy.example:1080/'],
	['-x proxy.example -U a:b:c', 'http://a:b%3Ac@proxy.example:1080/'],
	["-x '' -U a:b", undefined],
])('the user of a proxy: %s', (options, proxy) => {
	expect(settingsOf(`curl ${options} ${X}`).policy.proxy).toBe(proxy);
});
