import { jsonSentAsForm, secretsInCommand } from '../../../nodes/CustomWebhook/outcome/hints/curl-command';
import { readSettings, type Settings } from '../../../nodes/CustomWebhook/settings';
import { COMMANDS } from '../../settings/curl-command/commands';

function settingsOf(curlCommand: string, more: Record<string, unknown> = {}): Settings {
	const parameters: Record<string, unknown> = { requestFrom: 'curl', curlCommand, ...more };
	return readSettings(
		{
			getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
			evaluateExpression: (code) => code,
		},
		0,
	).settings;
}

const secretsIn = (command: string) => secretsInCommand(settingsOf(`${command} https://x.example`));

/** The hint, and that it shows nothing of the secret. */
function hintOf(command: string, secret: string, more: Record<string, unknown> = {}): string {
	expect(command).toContain(secret);
	const [hint = '', ...others] = secretsInCommand(settingsOf(command, more));
	expect(others).toEqual([]);
	expect(hint).not.toContain(secret);
	return hint;
}

it.each([
	["curl -H 'Authorization: Bearer sk_live_1'", 'Authorization'],
	["curl -H 'X-API-Key: abc'", 'X-API-Key'],
	["curl -b 'session=1'", 'Cookie'],
	["curl -H 'Authorization: SSWS abc'", 'Authorization'],
	["curl -H 'Authorization: abc'", 'Authorization'],
	["curl -b 'a={{a}}; session=1'", 'Cookie'],
	['curl -u user:password', '-u'],
	['curl -u sk_test_1:', '-u'],
	['curl --oauth2-bearer abc', 'Authorization'],
])('a secret that is typed is told, and never shown: %s', (command, name) => {
	expect(secretsIn(command)).toEqual([
		`cURL Command has a secret in ${name}, which everyone who can open the workflow can read. ` +
			'Choose a credential in Authentication: it is kept encrypted, and used instead.',
	]);
});

it.each([
	["curl -H 'Authorization: Bearer {{service.token}}'"],
	["curl -u '{{service.user}}:{{service.password}}'"],
	["curl -u 'user:{{service.password}}'"],
	["curl -H 'Authorization: SSWS {{service.token}}'"],
	["curl -H 'Authorization: Klaviyo-API-Key {{service.token}}'"],
	['curl -H \'Authorization: Token token="{{service.token}}"\''],
	["curl -b 'sid={{service.sid}}; theme={{theme}}'"],
	["curl -H 'X-Version: 1'"],
	['curl'],
])('no secret is typed: %s', (command) => {
	expect(secretsIn(command)).toEqual([]);
});

const VALUE =
	'Choose Service in Authentication, make it a value of the credential, and write {{service.name}} in its place.';

it.each([
	[
		"curl -d 'grant_type=password&client_secret=s3cr3t' https://x.example",
		's3cr3t',
		'the field client_secret of the body',
	],
	["curl -d 'user[password]=s3cr3t' https://x.example", 's3cr3t', 'the field user[password] of the body'],
	[
		'curl --json \'{"a": {"apiKey": "s3cr3t"}}\' https://x.example',
		's3cr3t',
		'the field apiKey of the body',
	],
	['curl --json \'{"password": 123456}\' https://x.example', '123456', 'the field password of the body'],
	['curl -F token=s3cr3t https://x.example', 's3cr3t', 'the field token of the body'],
	[
		"curl -H 'Content-Type: text/xml' -d '<a><w:Password>s3cr3t</w:Password></a>' https://x.example",
		's3cr3t',
		'the field w:Password of the body',
	],
	[
		"curl -H 'Content-Type: text/xml' -d '<a token=\"s3cr3t\"/>' https://x.example",
		's3cr3t',
		'the field token of the body',
	],
	[
		"curl -H 'Content-Type: text/plain' -d 'key xoxb-0123456789ab' https://x.example",
		'xoxb-0123456789ab',
		'the body',
	],
	[
		'curl --json \'{"x": "sk_live_4eC39HqLyjW"}\' https://x.example',
		'sk_live_4eC39HqLyjW',
		'the field x of the body',
	],
	['curl https://hooks.slack.com/services/T0/B0/s3cr3t', 's3cr3t', 'the path of the URL'],
	['curl https://api.telegram.org/bot12345:AAE/sendMessage', '12345:AAE', 'the path of the URL'],
	['curl https://x.example/api_key/0123456789abcdef/send', '0123456789abcdef', 'the path of the URL'],
	["curl -e 'https://y.example/?token=s3cr3t' https://x.example", 's3cr3t', 'Referer'],
])('a secret that no credential sends in its place is made a value of one: %s', (command, secret, place) => {
	expect(hintOf(command, secret)).toBe(
		`cURL Command has a secret in ${place}, which everyone who can open the workflow can read. ${VALUE}`,
	);
});

it.each([
	['curl https://x.example/?api_key=s3cr3t', 'the query parameter api_key'],
	['curl https://x.example/?a=1 --url-query access_token=s3cr3t', 'the query parameter access_token'],
	['curl -G -d sig=s3cr3t https://x.example', 'the query parameter sig'],
	['curl https://me:s3cr3t@x.example', 'the URL before the @'],
	["curl -H 'X-Mine: sk_live_s3cr3ts3cr3t' https://x.example", 'X-Mine'],
])('a secret that a credential sends is left to one: %s', (command, place) => {
	const hint = hintOf(command, 's3cr3t');
	expect(hint).toContain(`a secret in ${place}, which`);
	expect(hint).toContain('Choose a credential in Authentication: it is kept encrypted');
});

it.each([
	['bearer', 'curl -u a:s3cr3t https://x.example', /Remove it: the chosen credential is used instead\.$/],
	[
		'basic',
		"curl -H 'Authorization: s3cr3t' https://x.example",
		/Remove it: the chosen credential is used/,
	],
	[
		'bearer',
		"curl -H 'X-API-Key: s3cr3t' https://x.example",
		/Remove it if the chosen credential has it\. If not, choose Service/,
	],
	['apiKey', 'curl -u a:s3cr3t https://x.example', /Remove it if the chosen credential has it/],
	['apiKey', 'curl -d token=s3cr3t https://x.example', /Choose Service in Authentication, make it a value/],
	[
		'service',
		'curl -d token=s3cr3t https://x.example',
		/Move it into the chosen credential: .* write \{\{service\.name\}\}/,
	],
	['service', 'curl -u a:s3cr3t https://x.example', /Move it into the chosen credential/],
])('where a credential is chosen, the hint does not ask for one: %s, %s', (authentication, command, fix) => {
	const hint = hintOf(command, 's3cr3t', { authentication });
	expect(hint).toMatch(fix);
	expect(hint).not.toContain('Choose a credential');
});

it('the hint writes a value as the chosen syntax does', () => {
	const options = { templates: { values: { placeholderSyntax: 'dollar' } } };
	expect(hintOf('curl -d token=s3cr3t https://x.example', 's3cr3t', { options })).toContain(
		'${service.name}',
	);
});

it.each([
	['curl -x http://me:s3cr3t@proxy.example:1 https://x.example', '-x'],
	['curl --proxy me:s3cr3t@proxy.example https://x.example', '-x'],
	['curl -x proxy.example -U me:s3cr3t https://x.example', '-U'],
	['curl --proxy-user me:s3cr3t --proxy proxy.example https://x.example', '-U'],
])('the password of a proxy is told: %s', (command, place) => {
	for (const authentication of ['none', 'service'])
		expect(hintOf(command, 's3cr3t', { authentication })).toMatch(
			new RegExp(
				`a secret in ${place}, which.* can read\\. Use a proxy without a password, or have HTTPS_PROXY set`,
			),
		);
});

it.each([
	'-x proxy.example',
	'-x http://me@proxy.example',
	'-x proxy.example -U me:',
	'-x proxy.example -U me',
])('a proxy without a password is no secret: %s', (options) => {
	expect(secretsIn(`curl ${options}`)).toEqual([]);
});

it('each secret has its fix', () => {
	const command = 'curl -x a:s3cr3t@proxy.example -u b:s3cr3t https://x.example';
	expect(hintOf(command, 's3cr3t')).toMatch(/in -u, -x, which.*Choose a credential.* Use a proxy without/);
});

it('several places are named in one hint', () => {
	const command = "curl -u a:s3cr3t -d 'token=s3cr3t&token=s3cr3t' https://x.example/?key=s3cr3t";
	expect(hintOf(command, 's3cr3t')).toContain(
		'in -u, the query parameter key, the field token of the body, which',
	);
});

it.each([
	["curl -d 'client_secret={{service.secret}}' https://x.example"],
	[
		'curl --json \'{"password": "{{service.password}}", "token": {{service.token}}, "secret": null}\' https://x.example',
	],
	["curl -F 'token={{service.token}}' https://x.example"],
	["curl -H 'Content-Type: text/xml' -d '<Password>{{service.password}}</Password>' https://x.example"],
	['curl https://hooks.slack.com/services/{{service.path}}'],
	['curl https://hooks.slack.com/services/{{a}}/{{b}}/{{c}}'],
	['curl https://api.telegram.org/bot{{service.token}}/sendMessage'],
	["curl -e 'https://y.example/?token={{service.token}}' https://x.example"],
	['curl "https://x.example/?key={{service.key}}&page_token=abc"'],
	['curl "https://{{service.user}}:{{service.password}}@x.example"'],
	['curl --json \'{"max_tokens": 5, "next_page_token": "abc", "key": "value"}\' https://x.example'],
	['curl -H "Idempotency-Key: KG5LxwFBepaKHyUD" -H "Digest: SHA-256=abc" https://x.example'],
	['curl https://sheets.googleapis.com/v4/spreadsheets/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms'],
	['curl https://x.example/oauth2/token/introspect -d a=b'],
	['curl {{base}}/token/0'],
])(
	'a placeholder in the place of a secret is none, and neither is what only sounds like one: %s',
	(command) => {
		expect(secretsInCommand(settingsOf(command))).toEqual([]);
	},
);

/** The secrets of the commands that are held against cURL, each once. */
const SECRETS =
	/(?<=\s(?:-u|--user) ?["']?)[^\s"':]*:[^\s"']*|(?<=uthorization: (?:Bearer|bearer|Token) )[^"']+|(?<=(?:x-api-key|X-Shopify-Access-Token): )[^"']+|(?<=services\/)\w+\/\w+\/\w+|(?<=[?&](?:hapikey|key|access_token)=)\w+|(?<=token=)(?:xoxb|APP_TOKEN)|(?<=client_secret=)\w+|(?<=webhooks\/1\/)abc|(?<=\/\/)user\S*(?=@)|(?<=(?:-b|--cookie) ["']?\w+=)\w+|(?<=[;:] [abct]=)\w+|(?<=oauth2-bearer )\w+/g;

it.each(COMMANDS)('no hint if its secret is a placeholder: %s', (command) => {
	const withPlaceholders = command.replace(SECRETS, (secret) =>
		secret.includes(':') ? '{{service.user}}:{{service.password}}' : '{{service.secret}}',
	);
	expect(secretsInCommand(settingsOf(withPlaceholders))).toEqual([]);
});

it('of the commands that are held against cURL, those with a secret give a hint', () => {
	const withSecret = COMMANDS.filter((command) => new RegExp(SECRETS).test(command));
	expect(withSecret.length).toBeGreaterThan(45);
	for (const command of withSecret) expect(secretsInCommand(settingsOf(command))).toHaveLength(1);
});

it('fields have hints of their own', () => {
	expect(
		secretsInCommand({ ...settingsOf('curl -u a:b https://x.example'), requestFrom: 'fields' }),
	).toEqual([]);
});

it('JSON that goes out as a form is told', () => {
	const hints = (command: string) => jsonSentAsForm(settingsOf(command));
	expect(hints("curl -d '{}' https://x.example")).toHaveLength(1);
	expect(hints("curl --json '{}' https://x.example")).toEqual([]);
	expect(hints("curl -d 'a=b' https://x.example")).toEqual([]);
});
