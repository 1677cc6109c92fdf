import type { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { deliveryWith } from '../support/delivery';
import { code, rowsOf } from './pages';
import { requestOf } from './request';

describe('what docs/security.md says is refused', () => {
	it.each(rowsOf('docs/security.md', 'URL', 'value of `x`', 'the failure'))(
		'%s with %p: %s',
		async (url, x, told) => {
			const item = { x: code(x!) ?? '' };
			const kind = await requestOf({ method: 'GET', url: code(url!)! }, item)
				.then((request) => deliveryWith({ allowPrivateNetwork: false }).check(request))
				.then(
					() => 'sent',
					(failure: WebhookFailure) => failure.kind,
				);
			expect(told).toMatch(new RegExp(`^\`${kind}\`: `));
		},
	);
});
