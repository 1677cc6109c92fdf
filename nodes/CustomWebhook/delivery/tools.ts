import { lookup } from 'node:dns/promises';

import type { DeliveryTools } from './types';

/** The real clock, dice, resolver and environment of this process; any of them can be replaced. */
export function systemTools(overrides: Partial<DeliveryTools> = {}): DeliveryTools {
	return {
		now: Date.now,
		sleep,
		random: Math.random,
		lookup: (hostname) => lookup(hostname, { all: true, verbatim: true }),
		environment: process.env,
		...overrides,
	};
}

/** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted, and leaves no timer behind. */
function sleep(ms: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal?.aborted) {
			reject(signal.reason);
			return;
		}
		const onAbort = () => {
			clearTimeout(timer);
			reject(signal?.reason);
		};
		const timer = setTimeout(() => {
			signal?.removeEventListener('abort', onAbort);
			resolve();
		}, ms);
		signal?.addEventListener('abort', onAbort, { once: true });
	});
}
