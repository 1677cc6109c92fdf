import fc from 'fast-check';

import { WebhookFailure } from '../../../nodes/CustomWebhook/failure';
import { readCurlCommand } from '../../../nodes/CustomWebhook/settings/curl-command';
import { expectProportional } from '../../support/growth';

const read = (command: string) => readCurlCommand(command, 'handlebars', false);

function mistakeIn(command: string): WebhookFailure {
	try {
		read(command);
	} catch (error) {
		if (error instanceof WebhookFailure) return error;
		throw error;
	}
	throw new Error(`no mistake in ${command}`);
}

const X = 'https://x.example/';

it.each<[string, RegExp, string]>([
	['', /is empty.*Request From/, ''],
	['   \n', /is empty/, ''],
	[X, /does not begin with curl/, '1:1'],
	['wget https://x.example', /does not begin with curl/, '1:1'],
	[`TOKEN=abc curl ${X}`, /does not begin with curl/, '1:1'],
	['curl', /no URL/, '1:5'],
	["curl -H 'A: b'", /no URL/, '1:15'],
	[`curl ${X} https://y.example`, /second URL/, '1:25'],
	[`curl -d name=Jane Doe ${X}`, /second URL.*quotes/, '1:23'],
	[`curl 'https://x.example`, /' is never closed/, '1:6'],
	[`curl ${X} \\\n -d "a=1`, /" is never closed/, '2:5'],
	[`curl ${X} -d $'a`, /\$' is never closed/, '1:28'],
	[`curl ${X} -d '{"text":"It's {{name}}"}'`, /an apostrophe in the text ends its quotes.*'\\''/, '1:40'],
	[`curl -d 'a=It's here' ${X}`, /an apostrophe in the text/, '1:14'],
	[`curl ^"${X}`, /\^" is never closed/, '1:7'],
	[`curl ${X} -d @body.json`, /-d @… reads a file.*-T/, '1:28'],
	[`curl ${X} -d @-`, /reads a file/, '1:28'],
	[`curl ${X} --data-binary @x`, /--data-binary @… reads a file/, '1:39'],
	[`curl ${X} --json @x`, /--json @… reads a file/, '1:32'],
	[`curl ${X} --data-urlencode a@b.txt`, /reads a file/, '1:42'],
	[`curl ${X} -F 'f=@report.pdf'`, /-F reads a file.*file=@data/, '1:28'],
	[`curl ${X} -F 'f=<report.txt'`, /-F reads a file/, '1:28'],
	[`curl ${X} -F 'f=@/etc/passwd;type=text/plain'`, /-F reads a file/, '1:28'],
	[`curl ${X} -H @headers.txt`, /-H @… reads a file/, '1:28'],
	[`curl ${X} -b cookies.txt`, /-b without a = reads a file/, '1:28'],
	[`curl -T report.pdf ${X}`, /-T reads a file.*-T data/, '1:9'],
	[`curl -T - ${X}a`, /-T reads a file/, '1:9'],
	[`curl -T data ${X}`, /ends in \//, '1:9'],
	[`curl -K curl.conf ${X}`, /-K reads a file/, '1:9'],
	[`curl -n ${X}`, /-n reads a file.*Basic Auth/, '1:6'],
	[`curl --netrc ${X}`, /--netrc reads a file/, '1:6'],
	[`curl -o out.json ${X}`, /-o writes a file.*Response Format/, '1:9'],
	[`curl -O ${X}a`, /-O writes a file/, '1:6'],
	[`curl -c jar ${X}`, /-c writes a file/, '1:9'],
	[`curl -D head.txt ${X}`, /-D writes a file/, '1:9'],
	[`curl --cacert ca.pem ${X}`, /--cacert.*Client Certificate/, '1:15'],
	[`curl --next ${X}`, /--next begins a second request/, '1:6'],
	[`curl --digest -u a:b ${X}`, /--digest asks for something/, '1:6'],
	[`curl --reqest POST ${X}`, /--reqest is not an option/, '1:6'],
	[`curl -sQ ${X}`, /-Q is not an option/, '1:6'],
	[
		'curl -Uri https://x.example -Method POST',
		/-Uri belongs to PowerShell's own command.*Paste the cURL/,
		'1:6',
	],
	['curl -Headers @{a=1} -Uri https://x.example', /-Headers belongs to PowerShell's own command/, '1:6'],
	[`curl -- -X ${X}`, /second URL/, '1:12'],
	[`curl --silent=1 ${X}`, /takes no value/, '1:6'],
	[`curl ${X} -d`, /-d has no value/, '1:25'],
	[`curl ${X} --max-time soon`, /--max-time takes a number/, '1:36'],
	[`curl ${X} --max-time {{t}}`, /cannot have a placeholder/, '1:36'],
	[`curl ${X} | jq .`, /\| belongs to the shell/, '1:25'],
	[`curl ${X} > out.json`, /> belongs to the shell/, '1:25'],
	[`curl ${X} && echo done`, /& belongs to the shell/, '1:25'],
	[`curl ${X}; rm -rf x`, /; ends the URL/, '1:24'],
	[`curl ${X}?a=1&b=2`, /& ends the URL.*quotes/, '1:28'],
	[`curl -H "A: $(date)" ${X}`, /\$\( belongs to the shell/, '1:13'],
	[`curl -H "A: \`date\`" ${X}`, /` belongs to the shell/, '1:13'],
	[`curl -H "Authorization: Bearer $TOKEN" ${X}`, /\$TOKEN is a variable.*credential/, '1:32'],
	[`curl -H "A: \${TOKEN:-sk_live_1}" ${X}`, /\$\{TOKEN is a variable/, '1:13'],
	[`curl -d "$(cat x)" ${X}`, /\$\( belongs to the shell.*Put the text itself there/, '1:10'],
	[
		`curl -d @- ${X} <<EOF\n{}\nEOF`,
		/<< belongs to the shell.*behind its option, in single quotes/,
		'1:31',
	],
	[`curl ${X} -d @- <<< '{}'`, /<< belongs to the shell/, '1:31'],
	[`curl --request-target /a ${X}`, /--request-target asks for something/, '1:23'],
	[`curl --aws-sigv4 aws:amz:eu:s3 -u a:b ${X}`, /--aws-sigv4 asks for something/, '1:18'],
	[`curl --location-trusted ${X}`, /--location-trusted asks for something/, '1:6'],
	[`curl --no-ipv4 ${X}`, /--no-ipv4 is not an option/, '1:6'],
	[`curl --no-data ${X}`, /--no-data is not an option/, '1:6'],
	[`curl --no-no-buffer ${X}`, /--no-no-buffer is not an option/, '1:6'],
	[`curl --no-loc ${X}`, /--no-loc is not an option/, '1:6'],
	[`curl --reques GET ${X}`, /--reques is not an option/, '1:6'],
	[`curl --re x ${X}`, /--re is not an option/, '1:6'],
	[`curl --variable a=b ${X}`, /--variable is not an option/, '1:6'],
	[`curl --dat a=1 ${X}`, /--dat is not an option/, '1:6'],
	[`curl -H 'A: b' ${X} \\\n  --next -d a=1 ${X}`, /--next begins a second request/, '2:3'],
	[
		`curl ${X} -d '{{{{raw}}}}{{a}}{{{{/raw}}}}'`,
		/a raw block cannot be in a command. Write \\\{\{/,
		'1:29',
	],
	[`curl $BASE/x`, /\$BASE is a variable/, '1:6'],
	[`curl https://\${HOST}/x`, /\$\{HOST\} is a variable/, '1:14'],
	[`curl ^\n -H "A: %TOKEN%" ${X}`, /%TOKEN% is a variable/, '2:9'],
	['curl.exe -H "A: $env:TOKEN" \'https://x.example\'', /\$env:TOKEN is a variable/, '1:17'],
	[`curl ${X}\ncurl ${X}`, /a second command/, '2:1'],
	[`curl ${X}\necho hi`, /the line before this one ends the command/, '2:1'],
	[`curl “${X}”`, /quotation mark “/, '1:6'],
	[`curl –X POST ${X}`, /– is a dash/, '1:6'],
	[`curl ${X}{id}`, /several requests of \{/, '1:6'],
	[`curl ${X}{id}`, /Put your own value or a placeholder/, '1:6'],
	[`curl '${X}?a=[1-3]'`, /several requests of \[/, '1:6'],
	['curl ftp://x.example', /begins with ftp:/, '1:6'],
	[`curl --path-as-is ${X}../a`, /--path-as-is/, '1:6'],
	[`curl -X post ${X}`, /-X POST/, '1:9'],
	[`curl -X PURGE ${X}`, /a method that this node does not send/, '1:9'],
	[`curl -X {{m}} ${X}`, /-X cannot have a placeholder/, '1:9'],
	[`curl -I -d a=1 ${X}`, /two kinds of body/, '1:6'],
	[`curl -X HEAD -d a=1 ${X}`, /HEAD request has no body/, '1:9'],
	[`curl -F a=1 -d b=2 ${X}`, /two kinds of body/, '1:9'],
	[`curl -G -F a=1 ${X}`, /two kinds of body/, '1:12'],
	[`curl -F a ${X}`, /no =/, '1:9'],
	[`curl -F 'a=x;y' ${X}`, /leaves out what is behind ;/, '1:9'],
	[`curl -F 'a=x;headers=@f' ${X}`, /headers=/, '1:9'],
	[`curl -F 'a=x;type={{t}}' ${X}`, /type= takes a media type/, '1:9'],
	[`curl -u user ${X}`, /-u has a user name and no password/, '1:9'],
	[`curl -H 'Accept' ${X}`, /no colon/, '1:9'],
	[`curl -H '{{h}}: x' ${X}`, /name of a header/, '1:9'],
	[`curl -H 'Host: a' -H 'Host: b' ${X}`, /in the command twice/, '1:22'],
	[`curl -x socks5://a ${X}`, /http or https proxy/, '1:9'],
	[`curl -x http:// ${X}`, /http or https proxy/, '1:9'],
	[`curl -x a/b/c ${X}`, /http or https proxy/, '1:9'],
	[`curl -0 ${X}`, /HTTP\/1.0/, '1:6'],
	[`curl --trace t.txt ${X}`, /--trace needs a file/, '1:14'],
	[`curl --connect-timeout soon ${X}`, /--connect-timeout takes a number/, '1:24'],
	[`curl --max-redirs few ${X}`, /--max-redirs takes a number/, '1:19'],
	[`curl --proto =ftp ${X}`, /--proto is understood/, '1:14'],
	[`curl --data-raw $'\\xff' ${X}`, /bytes that are no text/, '1:25'],
	[`curl ${X} -d '{{a'`, /never closed/, ''],
	[`curl ${X}\uffff`, /U\+FFFF/, '1:24'],
])('a mistake in the set-up: %s', (command, message, place) => {
	const { kind, field, message: said, line, column } = mistakeIn(command);
	expect(said).toMatch(message);
	expect(field).toBe('curlCommand');
	// What is wrong, and how to go on.
	expect(said).toMatch(/[^.] ?[.:;] [A-Z'].+\.$|Request From/s);
	expect(['request', 'template']).toContain(kind);
	if (place !== '') expect(`${line}:${column}`).toBe(place);
});

it('a mistake behind a placeholder names its place in what was typed', () => {
	expect(mistakeIn(`curl {{base}}/{{ $json["a b"] }} --nope`)).toMatchObject({ line: 1, column: 34 });
});

it('a mistake shows nothing of the values that were typed', () => {
	const secret = 'sk_live_4eC39HqLyjW';
	const commands = [
		`curl -H 'Authorization: Bearer ${secret}`,
		`curl -u ${secret} ${X}`,
		`curl -d @${secret} ${X}`,
		`curl --${secret} ${X}`,
		`curl -H "A: \${T:-${secret}}" ${X}`,
		`curl -X ${secret} ${X}`,
		`curl ${X} ${secret}`,
	];
	for (const command of commands) {
		const { message, description = '' } = mistakeIn(command);
		expect(message + description).not.toContain(secret);
	}
});

it('any text is read, or is a mistake that is told', () => {
	const pieces = fc.constantFrom(
		...[
			'curl ',
			"'",
			'"',
			'\\',
			'\n',
			'^',
			'`',
			'$',
			'{{a}}',
			'{{',
			'}}',
			'-d ',
			'-F ',
			'-H ',
			'a=1',
			'A: b',
		],
		...[
			' ',
			';',
			'@',
			'$(',
			"$'",
			'%A%',
			X,
			'--data=',
			'-sXPOST',
			'|',
			'#',
			'<',
			'[',
			'\\\n',
			'\u00a0',
			'""',
		],
	);
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
			try {
				read(`curl ${parts.join('')}`);
			} catch (error) {
				expect(error).toBeInstanceOf(WebhookFailure);
			}
		}),
		{ numRuns: 2000 },
	);
});

it.each([
	['options', (n: number) => `curl ${X}${" -H 'A: b'".repeat(n / 10)}`],
	['a long body', (n: number) => `curl ${X} -d '${'a=1&'.repeat(n / 4)}'`],
	['double quotes and escapes', (n: number) => `curl ${X} --json "{${'\\"a\\"'.repeat(n / 5)}}"`],
	['placeholders', (n: number) => `curl ${X} -d 'a=${'{{b}}&'.repeat(n / 6)}'`],
	['carets', (n: number) => `curl ${X} -d ^"${'^\\^"a^\\^"'.repeat(n / 9)}^"`],
	['backticks', (n: number) => `curl.exe ${X} -d '${'\\"'.repeat(n / 2)}'`],
	['backslashes', (n: number) => `curl ${X} -d '${'\\'.repeat(n)}'`],
	['ANSI-C quotes', (n: number) => `curl ${X} -d $'${'\\x41'.repeat(n / 4)}'`],
	['parameters of a form', (n: number) => `curl ${X} -F 'a=b${';type=x'.repeat(n / 7)}'`],
	['blank lines', (n: number) => `curl ${X}${' \\\n'.repeat(n / 3)}`],
	['printed text', (n: number) => `curl ${X} -d "$(printf %b '${"'\\''".repeat(n / 4)}`],
	['braces', (n: number) => `curl ${X} -d '${'\\{{'.repeat(n / 3)}'`],
])('%s are read in time proportional to their length', (_what, commandOf) => {
	expectProportional((length) => {
		try {
			read(commandOf(length));
		} catch (error) {
			expect(error).toBeInstanceOf(WebhookFailure);
		}
	}, 128_000);
});

it.each([
	'-K f',
	'--config f',
	'-o f',
	'--output f',
	'-O',
	'--remote-name',
	'-c f',
	'-D f',
	'--dump-header f',
	'-E f',
	'--cert f',
	'-n',
	'-Z',
	'--parallel',
	'-b f',
	'--cookie f',
	'-d @f',
	'--data @f',
	'--data-ascii @f',
	'--data-urlencode a@f',
	'-F a=@/f',
	'--form a=@/f',
	'-T /f',
	'--upload-file /f',
	'-H @f',
	'--header @f',
	'-m soon',
	'--max-ti soon',
	'-0',
	'-u user',
	'--user user',
])('the mistake names the option as typed: %s', (typed) => {
	const [name = ''] = typed.split(' ');
	expect(mistakeIn(`curl ${typed} ${X}a`).message).toContain(`: ${name} `);
});
