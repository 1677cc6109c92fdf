import { createHash } from 'node:crypto';

import { Paces, type Admission, type RunPace } from './pace';
import { systemTools } from './tools';
import type { DeliveryPolicy } from './types';
import { redisAddress, sharedSlots } from './workers';

/** Shared by all runs of this process, as connections are. The clock is looked up each time, so that a test can hold it. */
const now = () => Date.now();
const paces = new Paces({ ...systemTools(), now }, (key) => sharedSlots(key, now));

/**
 * What a run needs to send at the pace that all runs of this process share.
 * @param policy of the run's first item
 * @param isSpread whether its items may go to several origins
 */
export function admitRun(policy: DeliveryPolicy, isSpread: boolean): Admission {
	return paces.openRun({ ...paceOf(policy), isSpread });
}

/** Whether the environment names a Redis that all n8n processes share. */
export function hasSharedRedis(): boolean {
	return redisAddress(process.env) !== undefined;
}

/** The part of a policy that pace is about. */
export function paceOf(policy: DeliveryPolicy): RunPace {
	return { ...policy, maxDelayMs: policy.retry.maxDelayMs, way: wayOf(policy) };
}

/** By another proxy, with other certificates, or with more time, an origin may be there that is dead otherwise. */
function wayOf({ proxy, tls, timeoutMs, allowPrivateNetwork, httpsOnly }: DeliveryPolicy): string {
	const way = JSON.stringify([proxy, tls, timeoutMs, allowPrivateNetwork, httpsOnly]);
	return createHash('sha256').update(way).digest('base64');
}
