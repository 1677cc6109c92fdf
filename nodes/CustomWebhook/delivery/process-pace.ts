import { createHash } from 'node:crypto';

import { Paces, type Admission, type RunPace } from './pace';
import { systemTools } from './tools';
import type { DeliveryPolicy } from './types';
import { redisAddress, sharedSlots } from './workers';

/** Shared by all runs of this process, as connections are. Reads `Date.now` on each call, so that tests can fake it. */
const now = () => Date.now();
const paces = new Paces({ ...systemTools(), now }, (key) => sharedSlots(key, now));

/**
 * Admits a run to the pace that all runs of this process share.
 * @param policy of the run's first item
 * @param of items: how many, and whether they may go to several origins
 */
export function admitRun(
	policy: DeliveryPolicy,
	of: Required<Pick<RunPace, 'items' | 'isSpread'>>,
): Admission {
	return paces.openRun({ ...paceOf(policy), ...of });
}

/** Whether the environment names a Redis that all n8n processes share. */
export function hasSharedRedis(): boolean {
	return redisAddress(process.env) !== undefined;
}

/** The part of a policy that concerns the pace. */
export function paceOf(policy: DeliveryPolicy): RunPace {
	return { ...policy, maxDelayMs: policy.retry.maxDelayMs, way: wayOf(policy) };
}

/** With another proxy, other certificates, or more time, an origin may respond that is dead otherwise. */
function wayOf({ proxy, tls, timeoutMs, allowPrivateNetwork, httpsOnly }: DeliveryPolicy): string {
	const way = JSON.stringify([proxy, tls, timeoutMs, allowPrivateNetwork, httpsOnly]);
	return createHash('sha256').update(way).digest('base64');
}
