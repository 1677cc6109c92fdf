import { readCurlCommand } from '../../../nodes/CustomWebhook/settings/curl-command';

const urlOf = (command: string, isPathAllowed = false) =>
	readCurlCommand(`curl ${command}`, 'handlebars', isPathAllowed).url;

it.each<[string, string, string]>([
	['a URL without a scheme is http', 'x.example/a', 'http://x.example/a'],
	['one that begins with a placeholder is whole', '{{base}}/a', '{{base}}/a'],
	['the fragment is left out', "'https://x.example/a#b'", 'https://x.example/a'],
	['line breaks in a URL are left out', "'https://x.example/\n a'".replace(' ', ''), 'https://x.example/a'],
	['-G puts the data behind the query', "-G -d b=2 'https://x.example/?a=1'", 'https://x.example/?a=1&b=2'],
	[
		'--url-query comes before what -G adds',
		'-G -d c=3 --url-query b=2 x.example',
		'http://x.example?b=2&c=3',
	],
	['a query that is open is gone on with', "-G -d b=2 'x.example/?'", 'http://x.example/?b=2'],
	['user and password leave the URL', 'https://a:b@x.example/c@d', 'https://x.example/c@d'],
	['a backslash takes the meaning of a bracket', "'x.example/?a\\[b\\]=1'", 'http://x.example/?a[b]=1'],
	['-g keeps braces and brackets', "-g 'x.example/{a}?[1-3]'", 'http://x.example/{a}?[1-3]'],
	['[] in a name is no range', "'x.example/?a[]=1'", 'http://x.example/?a[]=1'],
	['the brackets of an IPv6 address are no range', "'http://[::1]:80/a'", 'http://[::1]:80/a'],
])('%s', (_rule, command, url) => {
	expect(urlOf(command)).toBe(url);
});

it('a path is enough with a service credential only', () => {
	expect(urlOf('/contacts?a=1', true)).toBe('/contacts?a=1');
	expect(urlOf('/contacts?a=1')).toBe('http:///contacts?a=1');
});
