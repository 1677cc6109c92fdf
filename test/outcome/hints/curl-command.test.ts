import { jsonSentAsForm, secretsInCommand } from '../../../nodes/CustomWebhook/outcome/hints/curl-command';
import { readSettings, type Settings } from '../../../nodes/CustomWebhook/settings';

function settingsOf(curlCommand: string): Settings {
	const parameters: Record<string, string> = { requestFrom: 'curl', curlCommand };
	return readSettings(
		{
			getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
			evaluateExpression: (code) => code,
		},
		0,
	).settings;
}

const secretsIn = (command: string) => secretsInCommand(settingsOf(`${command} https://x.example`));

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
