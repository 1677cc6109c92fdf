/** Deliveries for tests: the contract's defaults, loopback allowed, waits on an injected clock where one is given. */
import {
	type BodyReader,
	type Delivered,
	type Delivery,
	type DeliveryPolicy,
	type DeliveryTools,
	openDelivery,
	type OutgoingRequest,
	parseStatusCodes,
	type ResponseReader,
	type StatusMatcher,
	systemTools,
} from '../../nodes/CustomWebhook/delivery';
import { asFailure } from '../../nodes/CustomWebhook/failure';

type PolicyOverrides = Partial<Omit<DeliveryPolicy, 'retry'>> & { retry?: Partial<DeliveryPolicy['retry']> };

export function policyWith(overrides: PolicyOverrides = {}): DeliveryPolicy {
	const { retry, ...rest } = overrides;
	return {
		timeoutMs: 30_000,
		totalTimeoutMs: 120_000,
		maxResponseBytes: 1_000_000,
		concurrency: 10,
		requestsPerSecond: 0,
		circuitBreaker: 25,
		limitScope: 'process',
		rateLimitHeaders: true,
		retry: {
			mode: 'safe',
			maxRetries: 2,
			baseDelayMs: 1000,
			maxDelayMs: 30_000,
			isRetryable: statuses('408, 425, 429, 500, 502, 503, 504'),
			...retry,
		},
		redirects: { follow: true, max: 5 },
		allowPrivateNetwork: true,
		httpsOnly: false,
		tls: { ignoreSslIssues: false },
		...rest,
	};
}

export function statuses(text: string): StatusMatcher {
	const matcher = parseStatusCodes(text);
	if (!matcher) throw new Error(`not a list of status codes: ${text}`);
	return matcher;
}

/** No waits, no environment, names ending in `.test` on the loopback address; replace what the test is about. */
export function toolsWith(overrides: Partial<DeliveryTools> = {}): DeliveryTools {
	return systemTools({
		sleep: async () => undefined,
		random: () => 0.5,
		environment: {},
		lookup: async (hostname) => {
			if (hostname.endsWith('.test')) return [{ address: '127.0.0.1', family: 4 }];
			throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
		},
		...overrides,
	});
}

/** A delivery that checks each request before it delivers it; a refusal is the failure. */
export interface TestDelivery {
	check: Delivery['check'];
	deliver<B>(
		request: OutgoingRequest,
		read: BodyReader<B>,
		signal?: AbortSignal,
		more?: Omit<ResponseReader<B>, 'read'>,
	): Promise<Delivered<B>>;
}

export function deliveryWith(policy: PolicyOverrides = {}, tools: Partial<DeliveryTools> = {}): TestDelivery {
	const delivery = openDelivery(policyWith(policy), toolsWith(tools));
	return {
		check: (request) => delivery.check(request),
		deliver: async (request, read, signal, more) => {
			try {
				return await delivery.deliver(delivery.check(request), { read, ...more }, signal);
			} catch (thrown) {
				return { failure: asFailure(thrown), attempts: [], durationMs: 0 };
			}
		},
	};
}

export const asText: BodyReader<string> = async (_head, body) => (await body.bytes()).toString();

/** A request; POST without a body unless told otherwise. */
export function requestTo(url: string, overrides: Partial<OutgoingRequest> = {}): OutgoingRequest {
	return { method: 'POST', url, headers: [], ...overrides };
}

/** Sends one request by a delivery of its own and reads the response as text. */
export function send(
	request: OutgoingRequest,
	policy: PolicyOverrides = {},
	tools: Partial<DeliveryTools> = {},
): Promise<Delivered<string>> {
	return deliveryWith(policy, tools).deliver(request, asText);
}
