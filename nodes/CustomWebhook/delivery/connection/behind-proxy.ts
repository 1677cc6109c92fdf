/** What our guard can say of a name that a proxy will look up. */
import type { LookupAddress } from 'node:dns';

import { asFailure, type WebhookFailure } from '../../failure';
import { judgeAddresses, lookUp, type GuardContext } from './addresses';

/** A name that does not resolve here within this time is left to the proxy. */
const LOOK_UP_MS = 2000;
/** So many names of a run are remembered: one that makes them up for each item must not fill the memory. */
const MOST_REMEMBERED = 1000;

/** What was said of a name, once for each run: its guard is made anew for each. */
const remembered = new WeakMap<GuardContext, Map<string, Promise<WebhookFailure | undefined>>>();

/**
 * A name that resolves here must not lead to any address that is refused: nobody can say which one the proxy will take.
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
