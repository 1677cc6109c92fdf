/** Looks up a host's addresses, and checks them by our guard and the operator's. */
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';

import { WebhookFailure } from '../../failure';
import { dnsFailure, toError } from '../errors';
import { refuseAddress, refuseHost } from './guard';
import type { DeliveryTools } from '../types';

export interface GuardContext {
	allowPrivateNetwork: boolean;
	tools: Pick<DeliveryTools, 'lookup' | 'egress'>;
}

/**
 * The addresses of a host; of a literal address that address.
 *
 * @throws WebhookFailure (`dns`)
 */
export async function lookUp(hostname: string, { tools }: GuardContext): Promise<LookupAddress[]> {
	const family = isIP(hostname);
	if (family) return [{ address: hostname, family }];
	const addresses = await tools.lookup(hostname).catch((thrown: unknown) => {
		throw thrown instanceof WebhookFailure ? thrown : dnsFailure(hostname, thrown);
	});
	if (addresses.length === 0) throw dnsFailure(hostname);
	return addresses;
}

/**
 * The addresses of a host that may be connected to.
 *
 * @throws WebhookFailure (`dns`, or `blocked` if all are refused)
 */
export async function judgedAddresses(hostname: string, guard: GuardContext): Promise<LookupAddress[]> {
	const { allowed, refusal } = judgeAddresses(hostname, await lookUp(hostname, guard), guard);
	if (refusal && allowed.length === 0) throw refusal;
	return allowed;
}

/** The addresses of a host that may be connected to, and why, if one of them may not. */
export function judgeAddresses(
	hostname: string,
	addresses: LookupAddress[],
	guard: GuardContext,
): { allowed: LookupAddress[]; refusal?: WebhookFailure } {
	let refusal: WebhookFailure | undefined;
	const allowed = addresses.filter(({ address }) => {
		const refused = refuseOne(hostname, address, guard);
		refusal ??= refused;
		return !refused;
	});
	return refusal ? { allowed, refusal } : { allowed };
}

/**
 * Judges a host before any DNS lookup: a literal address, or `localhost`.
 * With `allowPrivateNetwork` only the operator's guard is asked.
 */
export function judgeLiteral(hostname: string, guard: GuardContext): WebhookFailure | undefined {
	const reason = guard.allowPrivateNetwork ? undefined : refuseHost(hostname);
	if (reason) return privateFailure(hostname, reason);
	return isIP(hostname) ? askOperator(hostname, hostname, guard) : undefined;
}

/** The failure if the operator's guard refuses. */
export function operatorFailure(hostname: string, thrown: unknown): WebhookFailure {
	if (thrown instanceof WebhookFailure) return thrown;
	return new WebhookFailure('blocked', `This n8n does not allow requests to ${hostname}`, {
		description: `Whoever runs this n8n has limited where it may connect to. It said: ${toError(thrown).message}`,
		cause: thrown,
	});
}

function refuseOne(hostname: string, address: string, guard: GuardContext): WebhookFailure | undefined {
	const reason = guard.allowPrivateNetwork ? undefined : refuseAddress(address);
	return reason ? privateFailure(hostname, reason) : askOperator(address, hostname, guard);
}

function askOperator(address: string, hostname: string, { tools }: GuardContext): WebhookFailure | undefined {
	try {
		tools.egress?.checkAddress?.(address, hostname);
		return undefined;
	} catch (thrown) {
		return operatorFailure(hostname, thrown);
	}
}

function privateFailure(hostname: string, reason: string): WebhookFailure {
	const literal = isIP(hostname) !== 0 || refuseHost(hostname) !== undefined;
	const isHere = reason === 'loopback' || reason === 'this machine';
	const what = isHere ? 'this machine (private network)' : `an address that is not public (${reason})`;
	return new WebhookFailure('blocked', `Not sent: ${hostname} ${literal ? 'is' : 'leads to'} ${what}`, {
		field: 'url',
		description:
			'Requests to private networks are refused, so that nobody can reach internal systems through this workflow. ' +
			'To allow them, add the option Allow Private Network.',
	});
}
