/**
 * Addresses that misbehave on purpose.
 *
 * /slow?ms=5000               answers late
 * /fail?status=500            answers with that status; `retryAfter=2` adds the header, in seconds
 * /flaky                      503 twice, then 200, and again from the start; `key=…` counts apart
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { errorAnswer, jsonAnswer } from './answers.mjs';

/** Nobody tries a longer wait than this by hand. Milliseconds. */
const MAX_DELAY_MS = 120_000;
const DEFAULT_DELAY_MS = 5_000;

/** How often /flaky fails before it works. */
const FLAKY_FAILURES = 2;

/** @returns {Record<string, import('./server.mjs').Route>} */
export function troubleRoutes() {
	/** @type {Map<string, number>} */
	const flakyCalls = new Map();
	return {
		'/slow': async ({ query, gone }) => {
			const ms = Math.min(Number(query.ms ?? DEFAULT_DELAY_MS) || 0, MAX_DELAY_MS);
			await sleep(ms, undefined, { signal: gone }).catch(() => undefined);
			return jsonAnswer(200, { waitedMs: ms });
		},
		'/fail': ({ query }) => {
			const status = Number(query.status ?? 500);
			if (!Number.isInteger(status) || status < 400 || status > 599) {
				return errorAnswer(400, 'A failure has a status from 400 to 599: /fail?status=500');
			}
			/** @type {Record<string, string>} */
			const headers = query.retryAfter === undefined ? {} : { 'retry-after': String(query.retryAfter) };
			return errorAnswer(status, `This address always answers ${status}.`, headers);
		},
		'/flaky': ({ query }) => {
			const key = String(query.key ?? '');
			const call = (flakyCalls.get(key) ?? 0) + 1;
			flakyCalls.set(key, call > FLAKY_FAILURES ? 0 : call);
			if (call <= FLAKY_FAILURES)
				return errorAnswer(503, `Not yet: call ${call} of ${FLAKY_FAILURES + 1}.`);
			return jsonAnswer(200, { ok: true, calls: call });
		},
	};
}
