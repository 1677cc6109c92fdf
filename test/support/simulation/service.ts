/** Simulated services: how long they take, how much they bear, and what they refuse. */
export interface Response {
	afterMs: number;
	/** 0 = no response: the connection was refused. */
	status: number;
	headers?: Record<string, string>;
}

export interface Service {
	/** @param inFlight requests that the service has, this one included */
	receive(now: number, inFlight: number): Response;
}

/** Numbers in [0, 1) that are the same in each run. */
export function dice(seed = 42): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return state / 2 ** 32;
	};
}

/** @param jitter share of the latency by which it varies, both ways */
export function latency(ms: number, jitter = 0, random = dice()): Service {
	return { receive: () => ({ afterMs: ms * (1 + jitter * (2 * random() - 1)), status: 200 }) };
}

/** Beyond the knee each further request makes all wait. */
export function knee(at: number, ms: number, jitter = 0, random = dice()): Service {
	return {
		receive: (_now, inFlight) => ({
			afterMs: ms * Math.max(1, inFlight / at) * (1 + jitter * (2 * random() - 1)),
			status: 200,
		}),
	};
}

interface LimitOptions {
	ms: number;
	/** Whether a refusal says when to come back. */
	hint?: boolean;
	/** Whether each response says what is left. */
	headers?: boolean;
}

/** So many requests a second, so many at once after a pause. */
export function tokenBucket(perSecond: number, burst: number, { ms, hint = false }: LimitOptions): Service {
	let tokens = burst;
	let filledAt = 0;
	return {
		receive(now) {
			tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond);
			filledAt = now;
			if (tokens >= 1) {
				tokens--;
				return { afterMs: ms, status: 200 };
			}
			const seconds = Math.ceil((1 - tokens) / perSecond);
			return {
				afterMs: ms,
				status: 429,
				...(hint ? { headers: { 'retry-after': String(seconds) } } : {}),
			};
		},
	};
}

/** So many requests in each window, which begins with the first request. */
export function fixedWindow(most: number, windowMs: number, options: LimitOptions): Service {
	const { ms, hint = false, headers = false } = options;
	let endsAt = -Infinity;
	let left = 0;
	return {
		receive(now) {
			if (now >= endsAt) {
				endsAt = now + windowMs;
				left = most;
			}
			const isRefused = left === 0;
			if (!isRefused) left--;
			const seconds = String(Math.ceil((endsAt - now) / 1000));
			return {
				afterMs: ms,
				status: isRefused ? 429 : 200,
				headers: {
					...(hint && isRefused ? { 'retry-after': seconds } : {}),
					...(headers ? { 'ratelimit-remaining': String(left), 'ratelimit-reset': seconds } : {}),
				},
			};
		},
	};
}

/** Refuses connections beyond so many. */
export function fewConnections(most: number, ms: number): Service {
	return {
		receive: (_now, inFlight) =>
			inFlight > most ? { afterMs: 1, status: 0 } : { afterMs: ms, status: 200 },
	};
}
