import type { IBinaryData } from 'n8n-workflow';

import type { Delivered, OutgoingRequest } from '../nodes/CustomWebhook/delivery';
import { WebhookFailure } from '../nodes/CustomWebhook/failure';
import type { DecodedBody, JsonValue } from '../nodes/CustomWebhook/response/types';
import { deliverWithToken } from '../nodes/CustomWebhook/send-again';

type DeliveredItem = Delivered<DecodedBody<IBinaryData>>;

const URL_ = 'https://example.com/a';

const answered = (statusCode: number, more: { url?: string; body?: JsonValue } = {}): DeliveredItem => ({
	answer: {
		statusCode,
		statusMessage: '',
		headers: {},
		url: more.url ?? URL_,
		method: 'POST',
		redirects: [],
		body: { body: more.body ?? null },
	},
	attempts: [{ statusCode, durationMs: 5, waitedMs: 0 }],
	durationMs: 5,
});

async function deliver(answers: DeliveredItem[], refresh?: () => Promise<Array<[string, string]>>) {
	const sent: OutgoingRequest[] = [];
	const request: OutgoingRequest = {
		method: 'POST',
		url: URL_,
		headers: [
			['authorization', 'Bearer old'],
			['X-Id', '1'],
		],
		credential: { headers: ['Authorization'], ...(refresh ? { refresh } : {}) },
	};
	const delivered = await deliverWithToken(
		async (each) => {
			sent.push(each);
			return await Promise.resolve(answers[sent.length - 1]!);
		},
		request,
		refresh ? [401, 403] : undefined,
	);
	return { sent, delivered };
}

const fresh = async () => await Promise.resolve<Array<[string, string]>>([['Authorization', 'Bearer new']]);

it('An answer that says "expired" with a 403 has the request sent once more, with the new token', async () => {
	const { sent, delivered } = await deliver([answered(403), answered(200)], fresh);
	expect(sent[1]?.headers).toEqual([
		['Authorization', 'Bearer new'],
		['X-Id', '1'],
	]);
	expect(sent[1]?.credential?.refresh).toBeUndefined();
	expect(delivered).toMatchObject({
		answer: { statusCode: 200 },
		attempts: [{ statusCode: 403 }, { statusCode: 200 }],
		durationMs: 10,
	});
});

it('A second refusal is the answer', async () => {
	const { sent, delivered } = await deliver([answered(403), answered(403)], fresh);
	expect([sent.length, delivered.answer?.statusCode]).toEqual([2, 403]);
});

it.each<[string, DeliveredItem]>([
	['a success', answered(200)],
	['another refusal', answered(400)],
	['a 401, after which the delivery itself has sent again', answered(401)],
	['another origin than the one that got the token', answered(403, { url: 'https://other.example.com/' })],
	['no answer', { failure: new WebhookFailure('timeout', ''), attempts: [], durationMs: 1 }],
])('Nothing is sent again after %s', async (_what, answer) => {
	const { sent, delivered } = await deliver([answer], fresh);
	expect([sent.length, delivered]).toEqual([1, answer]);
});

it('Nothing is sent again where the credential has no token to renew', async () => {
	expect((await deliver([answered(403)])).sent).toHaveLength(1);
});

it('A token that cannot be had is the failure, beside the answer', async () => {
	const failure = new WebhookFailure('credentials', 'no token');
	const { delivered } = await deliver([answered(403)], async () => await Promise.reject(failure));
	expect(delivered).toMatchObject({ answer: { statusCode: 403 }, failure });
});
