import type {
	DeliveryPolicy,
	HttpResponse,
	NameValue,
	OutgoingRequest,
	Signing,
} from '../../nodes/CustomWebhook/delivery';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { asText, deliveryWith, requestTo } from '../support/delivery';
import { FaultServer, type Play } from '../support/fault-server';
import { holdTime, pass, releaseTime } from '../support/held-time';

let server: FaultServer;
let other: FaultServer | undefined;
afterEach(async () => {
	releaseTime();
	await server.stop();
	await other?.stop();
	other = undefined;
});

/** Takes `Bearer new` only; says so with a 403 and a code in the body. */
const guarded: Play = (request, response) => {
	const isNew = request.headers.authorization === 'Bearer new';
	response.writeHead(isNew ? 200 : 403).end(isNew ? 'done' : 'token_expired');
};
const newToken = jest.fn(async (): Promise<NameValue[] | undefined> => [['Authorization', 'Bearer new']]);
beforeEach(() => newToken.mockClear());

const saysExpired = ({ statusCode, body }: HttpResponse<string>) =>
	statusCode === 403 && body === 'token_expired';

const SIGNING: Signing = {
	scheme: 'standardWebhooks',
	secret: 'secret',
	header: '',
	algorithm: 'sha256',
	encoding: 'hex',
	prefix: '',
};

async function deliver(
	play: Play,
	refresh: () => Promise<NameValue[] | undefined> = newToken,
	policy: Partial<DeliveryPolicy> = {},
	signal?: AbortSignal,
) {
	server = await FaultServer.start({ play });
	const request = requestTo(server.url('play'), {
		headers: [
			['authorization', 'Bearer old'],
			['X-Id', '1'],
		],
		body: '{}',
		credential: { headers: ['Authorization'], refresh },
	});
	return await deliveryWith(policy).deliver(request, asText, signal, { saysExpired });
}

/** A token server that does not answer, asked at the moment in which something happens. */
const hangs = (meanwhile: () => void) => () => {
	setImmediate(meanwhile);
	return new Promise<never>(() => undefined);
};

describe('a token that is refused in another way than by a 401', () => {
	test('is replaced, and the request sent again as an attempt of its own', async () => {
		const { response, attempts } = await deliver(guarded);
		expect(response).toMatchObject({ statusCode: 200, body: 'done' });
		expect(attempts).toMatchObject([{ statusCode: 403 }, { statusCode: 200 }]);
		expect(server.received.map(({ headers }) => [headers.authorization, headers['x-id']])).toEqual([
			['Bearer old', '1'],
			['Bearer new', '1'],
		]);
	});

	test('is replaced once: a second refusal is the response', async () => {
		const { response } = await deliver(
			(_request, response) => void response.writeHead(403).end('token_expired'),
		);
		expect(response).toMatchObject({ statusCode: 403, body: 'token_expired' });
		expect(server.received).toHaveLength(2);
		expect(newToken).toHaveBeenCalledTimes(1);
	});

	test('is not replaced again after a 401 that it was replaced for', async () => {
		let count = 0;
		const { response } = await deliver(
			(_request, response) => void response.writeHead(count++ === 0 ? 401 : 403).end('token_expired'),
		);
		expect(response?.statusCode).toBe(403);
		expect(newToken).toHaveBeenCalledTimes(1);
	});

	test('keeps the signature’s message id: it is one message', async () => {
		await deliver(guarded, newToken, { signing: SIGNING });
		const [first, second] = server.received.map(({ headers }) => headers['webhook-id']);
		expect(first).toMatch(/^msg_/);
		expect(second).toBe(first);
	});

	test('is not sent again after the total time: the refusal is the response', async () => {
		const slowToken = async () => {
			pass(300);
			return await newToken();
		};
		holdTime();
		const { response, failure } = await deliver(guarded, slowToken, { totalTimeoutMs: 300 });
		expect(response).toMatchObject({ statusCode: 403, body: 'token_expired' });
		expect(failure).toBeUndefined();
		expect(server.received).toHaveLength(1);
	});

	test('is waited for no longer than the total time: the refusal is the response', async () => {
		holdTime();
		const refresh = hangs(() => pass(300));
		const { response, failure } = await deliver(guarded, refresh, { totalTimeoutMs: 300 });
		expect(response).toMatchObject({ statusCode: 403, body: 'token_expired' });
		expect(failure).toBeUndefined();
	});

	test('is not waited for when the execution is stopped', async () => {
		const stop = new AbortController();
		const refresh = hangs(() => stop.abort());
		const { response, failure } = await deliver(guarded, refresh, {}, stop.signal);
		expect(response?.statusCode).toBe(403);
		expect(failure?.kind).toBe('cancelled');
		expect(server.received).toHaveLength(1);
	});

	test('for which there is no other leaves the refusal as the response', async () => {
		const { response, failure } = await deliver(guarded, async () => undefined);
		expect(response).toMatchObject({ statusCode: 403, body: 'token_expired' });
		expect(failure).toBeUndefined();
	});

	test('whose refresh fails is a failure of the credentials, beside the response', async () => {
		const no = new WebhookFailure('credentials', 'no token');
		const { response, failure } = await deliver(guarded, async () => await Promise.reject(no));
		expect(response).toMatchObject({ statusCode: 403, body: 'token_expired' });
		expect(failure).toBe(no);
	});

	test('at another origin than the one that got it is left as it is', async () => {
		other = await FaultServer.start({
			play: (_request, response) => void response.writeHead(403).end('token_expired'),
		});
		const location = other.url('play');
		server = await FaultServer.start({
			play: (_request, response) => void response.writeHead(303, { location }).end(),
		});
		const request = requestTo(server.url('play'), {
			body: '{}',
			credential: { headers: ['Authorization'], refresh: newToken },
		});
		const { response } = await deliveryWith().deliver(request, asText, undefined, { saysExpired });
		expect(response).toMatchObject({ statusCode: 403, body: 'token_expired' });
		expect(newToken).not.toHaveBeenCalled();
	});
});

test('a response that could not be read says nothing of a token', async () => {
	const { failure } = await deliver(guarded, newToken, { maxResponseBytes: 5 });
	expect(failure?.kind).toBe('response');
	expect(newToken).not.toHaveBeenCalled();
});

describe('a token that is refused once a redirect has made a GET of the request', () => {
	/** Acts, and says where the result is; that is for `Bearer new` only. */
	const deliverThrough = async (
		method: string,
		refusal: number,
		overrides: Partial<OutgoingRequest> = {},
	) => {
		server = await FaultServer.start({
			play: (_request, response) => void response.writeHead(303, { location: '/result' }).end(),
			result: (request, response) => {
				const isNew = request.headers.authorization === 'Bearer new';
				response.writeHead(isNew ? 200 : refusal).end(isNew ? 'done' : 'token_expired');
			},
		});
		const request = requestTo(server.url('play'), {
			method,
			body: '{}',
			headers: [['authorization', 'Bearer old']],
			credential: { headers: ['Authorization'], refresh: newToken },
			...overrides,
		});
		const { response } = await deliveryWith().deliver(request, asText, undefined, { saysExpired });
		const sent = server.received.filter(({ url }) => url === '/play').length;
		return { statusCode: response?.statusCode, sent };
	};

	test.each([401, 403])('is no reason to send a POST again, which was acted on: %i', async (refusal) => {
		expect(await deliverThrough('POST', refusal)).toEqual({ statusCode: refusal, sent: 1 });
		expect(newToken).not.toHaveBeenCalled();
	});

	test('is one where sending twice does no harm', async () => {
		expect(await deliverThrough('PUT', 401)).toEqual({ statusCode: 200, sent: 2 });
		await server.stop();
		expect(await deliverThrough('POST', 401, { idempotencyKey: 'k' })).toEqual({
			statusCode: 200,
			sent: 2,
		});
	});
});

test('An item that waited is sent with the token that was renewed meanwhile', async () => {
	server = await FaultServer.start({ play: guarded });
	const request = requestTo(server.url('play'), {
		headers: [['authorization', 'Bearer old']],
		body: '{}',
		credential: {
			headers: ['Authorization'],
			latest: async () => await Promise.resolve([['Authorization', 'Bearer new']]),
			refresh: newToken,
		},
	});
	const { response } = await deliveryWith({}).deliver(request, asText, undefined, { saysExpired });
	expect(response?.statusCode).toBe(200);
	expect(newToken).not.toHaveBeenCalled();
	expect(server.received).toHaveLength(1);
});
