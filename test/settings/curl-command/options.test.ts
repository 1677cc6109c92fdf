import { readCurlCommand } from '../../../nodes/CustomWebhook/settings/curl-command';
import { OPTIONS } from '../../../nodes/CustomWebhook/settings/curl-command/options';

const optionsOf = (command: string) =>
	readCurlCommand(`curl ${command} https://x.example`, 'handlebars', false).options;

it.each<[string, string, object]>([
	['without -L no redirect is followed', '', { followRedirects: false }],
	['-L follows them', '-L', { followRedirects: true }],
	['--max-redirs says how many, and -1 nothing', '--max-redirs 3 --max-redirs -1', { maxRedirects: 3 }],
	['-m is the timeout in seconds', '-m 2.5', { timeout: 2.5 }],
	['--retry-delay is in seconds, the option in milliseconds', '--retry-delay 2', { retryBaseDelay: 2000 }],
	['--retry 0 means none', '--retry 0', { maxRetries: 0 }],
	['-k ignores certificates', '-k', { ignoreSslIssues: true }],
	['--proto =https allows nothing else', '--proto =https', { httpsOnly: true }],
	['-x has a port of its own', '-x p.example', { proxy: 'http://p.example:1080' }],
	[
		'--no- and its name switch an option off',
		'-L -k --no-location --no-insecure',
		{ followRedirects: false, ignoreSslIssues: false },
	],
	['the last one of a switch counts', '--no-location --location', { followRedirects: true }],
	[
		'the beginning of a name is enough if no other begins so',
		'--insec --max-ti 2',
		{ ignoreSslIssues: true, timeout: 2 },
	],
	['-U signs in at the proxy', '-x p.example:1 -U a:b', { proxy: 'http://a:b@p.example:1/' }],
])('%s', (_rule, command, options) => {
	expect(optionsOf(command)).toMatchObject(options);
});

it.each([
	['-G --no-get -d a=1', { method: 'POST' }],
	['-I --no-head', { method: 'GET' }],
	[
		'--no-compressed --no-silent --no-fail --no-digest --no-netrc --no-remote-name --sessionid',
		{ method: 'GET' },
	],
	['--data-ur a=b --heade "A: b"', { method: 'POST', headers: [{ name: 'A', value: 'b' }] }],
])('what is switched off has no effect on the request: %s', (command, request) => {
	const read = readCurlCommand(`curl ${command} https://x.example`, 'handlebars', false);
	expect(read).toMatchObject({ method: request.method });
	for (const header of 'headers' in request ? request.headers : [])
		expect(read.headers).toContainEqual(header);
});

it('each option that is refused says why, how to go on, and where it is', () => {
	const refused = OPTIONS.filter(({ names, takesValue }) => {
		try {
			optionsOf(`${names[0]!}${takesValue ? ' {a}' : ''}`);
			return false;
		} catch (error) {
			expect((error as Error).message).toMatch(/^cURL Command, line 1, column \d+: .+\. [A-Z].+\.$/s);
			return true;
		}
	});
	expect(refused.length).toBeGreaterThan(50);
});
