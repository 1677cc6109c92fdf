import type { Delivered, Responded } from '../../../nodes/CustomWebhook/delivery';
import { Trail, type Asking } from '../../../nodes/CustomWebhook/delivery/follow/trail';
import { WebhookFailure } from '../../../nodes/CustomWebhook/failure';

const FIRST = { method: 'GET', url: 'https://a.test/1', headers: [] };
const NEXT = { method: 'GET', url: 'https://a.test/2', headers: [] };
const respondedWith = (body: string): Responded<string> => ({
	response: {
		statusCode: 200,
		statusMessage: '',
		headers: {},
		url: FIRST.url,
		method: 'GET',
		redirects: [],
		body,
	},
	attempts: [],
	durationMs: 1,
});
const late = new WebhookFailure('timeout', 'no response', { retryable: true });

function trailOf(delivered: Delivered<string>, mayGoOn = true) {
	const asking: Asking<string> = {
		ask: () => Promise.resolve(delivered),
		pause: () => Promise.resolve(mayGoOn),
		now: () => 0,
		bytes: 0,
		policy: { httpsOnly: false },
	};
	return new Trail(FIRST, respondedWith('first'), asking);
}

test('a response takes the place of the last one, and each request counts', async () => {
	const trail = trailOf(respondedWith('second'));
	trail.isPage = true;
	await trail.ask(NEXT, false);
	expect([trail.request, trail.isPage]).toEqual([NEXT, false]);
	expect(trail.delivered).toMatchObject({ response: { body: 'second' }, followed: { requests: 2 } });
});

test('without a response the last one stays, and the failure is thrown', async () => {
	const trail = trailOf({ failure: late, attempts: [], durationMs: 1 });
	await expect(trail.ask(NEXT, false)).rejects.toBe(late);
	expect(trail.delivered).toMatchObject({ response: { body: 'first' }, followed: { requests: 2 } });
});

test('a response that cannot be used is kept, without its failure, which is thrown', async () => {
	const trail = trailOf({ ...respondedWith('second'), failure: late });
	await expect(trail.ask(NEXT, false)).rejects.toBe(late);
	expect(trail.delivered).toMatchObject({ response: { body: 'second' } });
	expect(trail.delivered.failure).toBeUndefined();
});

test('a failure names its step, and keeps what it says', () => {
	const trail = trailOf(respondedWith('x'));
	trail.step = 'Page 2';
	expect(trail.failed(late).failure).toMatchObject({
		kind: 'timeout',
		message: 'Page 2: no response',
		retryable: true,
	});
});

test('the first request has no step, and a stopped execution none either', () => {
	const trail = trailOf(respondedWith('x'));
	expect(trail.failed(late).failure).toBe(late);
	trail.step = 'Page 2';
	const stopped = new WebhookFailure('cancelled', 'stopped');
	expect(trail.failed(stopped).failure).toBe(stopped);
});

test('a failure has no half list, but keeps a body that is whole', () => {
	const trail = trailOf(respondedWith('x'));
	expect(trail.failed(late).response).toMatchObject({ body: 'first' });
	trail.isPage = true;
	expect(trail.failed(late).response).not.toHaveProperty('body');
	expect(trail.delivered.response.body).toBe('first');
});

test('a pause that ends because nothing may be sent any more is a stop', async () => {
	await expect(trailOf(respondedWith('x')).pause(5)).resolves.toBeUndefined();
	await expect(trailOf(respondedWith('x'), false).pause(5)).rejects.toMatchObject({ kind: 'cancelled' });
});
