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
	['-U signs in at the proxy', '-x p.example:1 -U a:b', { proxy: 'http://a:b@p.example:1/' }],
])('%s', (_rule, command, options) => {
	expect(optionsOf(command)).toMatchObject(options);
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
