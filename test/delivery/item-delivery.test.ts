import { ItemDelivery } from '../../nodes/CustomWebhook/delivery/item-delivery';
import { LookAhead } from '../../nodes/CustomWebhook/delivery/pace';
import { asText, policyWith, requestTo } from '../support/delivery';

const request = requestTo('https://a.test/list', { method: 'GET' });

/** The requests of an item, with nothing but what stands before sending. */
const requests = () =>
	new ItemDelivery(
		request,
		{ read: asText },
		{
			policy: policyWith({ allowPrivateNetwork: false, httpsOnly: true }),
			routes: { guard: { allowPrivateNetwork: false } },
			admission: { lookAhead: new LookAhead(false, false) },
			tools: { now: () => 0 },
		} as never,
		undefined,
	);

test.each([
	'https://127.0.0.1/next',
	'https://169.254.169.254/latest',
	'https://[::1]/',
	'https://localhost/',
])('A next page or a result at the private address %s is not asked for', async (url) => {
	for (const isOnItsOwn of [false, true])
		await expect(requests().ask({ ...request, url }, isOnItsOwn)).rejects.toMatchObject({
			kind: 'blocked',
		});
});

test('Nothing follows a first request that failed', async () => {
	const failure = new Error('no') as never;
	const rules = { judge: () => undefined, pages: {} as never, result: {} as never };
	expect(await requests().follow({ failure, attempts: [], durationMs: 0 }, rules)).toMatchObject({
		failure,
		followed: { requests: 1, pages: 0, polls: 0 },
	});
});

test('What failed first is one request; pages and polls are told only where they were asked for', async () => {
	const failure = new Error('no') as never;
	const first = { failure, attempts: [], durationMs: 0 };
	const { followed } = await requests().follow(first, { judge: () => undefined });
	expect(followed).toEqual({ requests: 1 });
});
