import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';

/** As n8n evaluates it on the canvas: parameters that the panel hides have no value. */
function subtitle($parameter: Record<string, string>): unknown {
	const [, code = ''] = /^=\{\{(.*)\}\}$/s.exec(new CustomWebhook().description.subtitle ?? '') ?? [];
	return (new Function('$parameter', `return (${code});`) as (from: object) => unknown)($parameter);
}

const CALL = { operation: 'send', requestFrom: 'fields', method: 'PUT', url: 'https://a.test/{{id}}' };
const CURL = { operation: 'send', requestFrom: 'curl' };

it.each([
	[CALL, 'PUT: https://a.test/{{id}}'],
	[{ ...CALL, operation: 'preview' }, 'Preview – PUT: https://a.test/{{id}}'],
	[{ operation: 'callSaved' }, 'Saved webhook'],
	[
		{ ...CURL, curlCommand: "curl -X PUT 'https://a.test/x?y=1' -d 'a=http://b'" },
		'cURL: https://a.test/x?y=1',
	],
	[{ ...CURL, curlCommand: 'curl "HTTPS://a.test/" \\\n -d a' }, 'cURL: HTTPS://a.test/'],
	[{ ...CURL, operation: 'preview', curlCommand: 'curl https://a.test' }, 'Preview – cURL: https://a.test'],
	[{ ...CURL, curlCommand: 'curl /v1/contacts' }, 'cURL: '],
	[CURL, 'cURL: '],
])('the canvas says what the node calls: %j', (parameters, words) => {
	expect(subtitle(parameters)).toBe(words);
});
