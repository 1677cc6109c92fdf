import { createHmac } from 'node:crypto';

import { sign } from '../../nodes/CustomWebhook/delivery/signature';
import { applyCredential } from '../../nodes/CustomWebhook/request';
import type { Signing } from '../../nodes/CustomWebhook/delivery/types';
import { code, rowsOf } from './pages';
import { valueOf } from './panel';

it.each(rowsOf('docs/authentication.md', 'receiver'))(
	'a receiver %s finds the signature that it expects',
	async (_receiver, header, dialect, prefix) => {
		const [algorithm, encoding] = dialect!.split(', ');
		const signing = {
			scheme: 'hmac',
			secret: 'the secret',
			header: code(header!)!,
			algorithm: valueOf('Algorithm', algorithm!),
			encoding: valueOf('Encoding', encoding === 'hex' ? 'Hex' : 'Base64'),
			prefix: code(prefix!) ?? '',
		} as Signing;
		const body = '{"a":1}';
		const digest = createHmac('sha256', 'the secret').update(body);
		const expected = header!.includes('Hub') ? `sha256=${digest.digest('hex')}` : digest.digest('base64');
		expect(await sign(signing, { id: 'x', now: 0, body })).toEqual([[code(header!), expected]]);
	},
);

describe('what a request gets from a credential', () => {
	const data = { token: 's3cr3t', value: 's3cr3t', username: 'ann', password: 's3cr3t' };
	const sent = {
		'Bearer Token': applyCredential('bearer', data),
		'API Key, in a header': applyCredential('apiKey', data),
		'API Key, in the query': applyCredential('apiKey', { ...data, placement: 'query', name: 'api_key' }),
		'Basic Auth': applyCredential('basic', data),
	};

	it.each(rowsOf('docs/authentication.md', 'Authentication', 'the request gets'))(
		'%s: %s',
		(name, shown) => {
			const { headerValues, query } = sent[name as keyof typeof sent];
			const pairs = [query ?? []].flat().map((pair) => `?${pair.name}=${pair.value}`);
			expect([...headerValues.map((pair) => pair.join(': ')), ...pairs]).toEqual([code(shown!)]);
		},
	);
});
