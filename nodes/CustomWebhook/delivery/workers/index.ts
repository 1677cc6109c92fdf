/** Limits over all n8n processes, through Redis. */
import { redisAddress, type RedisAddress } from './address';
import { SharedSlots } from './shared-slots';
import { Turns } from './turns';

export { redisAddress } from './address';
export { SharedSlots } from './shared-slots';
export { Turns } from './turns';

/** One connection for all paces of a process. */
let turns: Turns | undefined;

/**
 * Shared turns for one pace.
 * @param key of an origin and a credential
 * @param now milliseconds since 1970
 */
export function sharedSlots(key: string, now: () => number): SharedSlots {
	const takeTurn = (intervalMs: number) => {
		const address = redisAddress(process.env);
		return address
			? turnsAt(address).take(key, intervalMs)
			: Promise.reject(new Error('No Redis is named'));
	};
	return new SharedSlots(takeTurn, now);
}

function turnsAt(address: RedisAddress): Turns {
	return (turns ??= new Turns(address));
}
