/** Checks a name that a proxy will look up. */
import type { LookupAddress } from 'node:dns';

import { asFailure, type WebhookFailure } from '../../failure';
import { judgeAddresses, lookUp, type GuardContext } from './addresses';

/** A name that does not resolve here within this time is left to the proxy. */
const LOOK_UP_MS = 2000;
/** Most names remembered: a run with a new name for each item must not fill the memory. */
const MOST_REMEMBERED = 1000;

/** The verdict on each name, by the guard, of which each run has its own. */
const remembered = new WeakMap<GuardContext, Map<string, Promise<WebhookFailure | undefined>>>();

/**
 * No address of a name may be refused, because the proxy may connect to any of them.
 * Nothing is looked up if no address would be refused.
 *
 * @throws WebhookFailure (`blocked`)
 */
export async function checkBehindProxy(hostname: string, guard: GuardContext): Promise<void> {
	if (guard.allowPrivateNetwork && !guard.tools.egress?.checkAddress) return;
	const names = remembered.get(guard) ?? new Map<string, Promise<WebhookFailure | undefined>>();
	if (names.size >= MOST_REMEMBERED) names.clear();
	remembered.set(guard, names);
	const judging = names.get(hostname) ?? judge(hostname, guard);
	names.set(hostname, judging);
	const refusal = await judging;
	if (refusal) throw refusal;
}

async function judge(hostname: string, guard: GuardContext): Promise<WebhookFailure | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<LookupAddress[]>((resolve) => {
		timer = setTimeout(resolve, LOOK_UP_MS, []).unref();
	});
	try {
		const addresses = await Promise.race([lookUp(hostname, guard).catch(() => []), late]);
		const { allowed, refusal } = judgeAddresses(hostname, addresses, guard);
		return allowed.length < addresses.length ? refusal : undefined;
	} catch (thrown) {
		return asFailure(thrown);
	} finally {
		clearTimeout(timer);
	}
}
