import { createRedactor } from '../../nodes/CustomWebhook/redact';
import { partsOf } from '../../nodes/CustomWebhook/redact/parts';

const basic = Buffer.from('sk_user:p:w d').toString('base64');

it.each<[string, string[]]>([
	['Token sk_live_12345', ['sk_live_12345']],
	['Bearer abc', ['abc']],
	['ApiKey abcdef', ['abcdef']],
	['GenieKey 1234-5678', ['1234-5678']],
	['Klaviyo-API-Key pk_1', ['pk_1']],
	['Whatever 0123456789', ['0123456789']],
	['key=AIzaSy-1', ['AIzaSy-1']],
	['Token token="abcd", email="x"', ['abcd']],
	['Authorization: Bearer abc', ['Bearer abc', 'abc']],
	['X-API-Key: abc', ['abc']],
	[`Basic ${basic}`, [basic, 'sk_user', 'p:w d', 'sk_user:p:w d']],
	[`Basic ${Buffer.from('no-colon').toString('base64')}`, ['no-colon']],
	['Basic not base64!', ['not base64!']],
	['id=1, pin="abcdefgh"', ['abcdefgh']],
	[' whsec_c2VjcmV0', ['whsec_c2VjcmV0', 'c2VjcmV0']],
])('Of %s these are secrets too: %j', (secret, parts) => {
	expect(partsOf(secret)).toEqual(expect.arrayContaining([secret, ...parts]));
});

it.each(['my dog', 'correct horse battery', 'c2VjcmV0cw==', 'a-plain-key_1'])(
	'%s is one secret',
	(secret) => {
		expect(partsOf(secret)).toEqual([secret]);
	},
);

it('A service that echoes the bare key shows nothing', () => {
	const { text } = createRedactor([['Token sk_live_12345'], [`Basic ${basic}`]]);
	expect(text('bad key sk_live_12345 of sk_user')).toBe('bad key *** of ***');
});
