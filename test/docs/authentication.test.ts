import { createHmac } from 'node:crypto';

import { sign } from '../../nodes/CustomWebhook/delivery/signature';
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
