import { lookup } from 'node:dns/promises';

import { onAbort } from './signals';
import type { DeliveryTools } from './types';

/** Node.js fires longer timers at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The real clock, random numbers, resolver and environment of this process; each can be replaced. */
export function systemTools(overrides: Partial<DeliveryTools> = {}): DeliveryTools {
	return {
		now: Date.now,
		sleep,
		random: Math.random,
		lookup: (hostname) => lookup(hostname, { all: true }),
		environment: process.env,
		...overrides,
	};
}

/** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted, and leaves no timer behind. */
async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
	let left = ms;
	for (; left > LONGEST_TIMER_MS; left -= LONGEST_TIMER_MS) await sleepOnce(LONGEST_TIMER_MS, signal);
	await sleepOnce(left, signal);
}

function sleepOnce(ms: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal?.aborted) {
			reject(signal.reason);
			return;
		}
		const timer = setTimeout(() => {
			forget();
			resolve();
		}, ms);
		const forget = onAbort(signal, () => {
			clearTimeout(timer);
			reject(signal?.reason);
		});
	});
}
