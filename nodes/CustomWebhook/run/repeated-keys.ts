import { createHash } from 'node:crypto';

import type { OutgoingRequest } from '../delivery';

/**
 * The items of a run that have the idempotency key of another item, and other data: a service that knows keys takes them
 * for repeats of the other, and does not act on them.
 */
export class RepeatedKeys {
	/** The fingerprint of the request that each key was first used for. */
	private readonly used = new Map<string, string>();
	private repeated = 0;

	/** Takes an item's request into account. A file is not read for it. */
	see({ method, url, body = '', idempotencyKey: key }: OutgoingRequest): void {
		if (key === undefined || (typeof body !== 'string' && !Buffer.isBuffer(body))) return;
		const fingerprint = createHash('sha256').update(`${method} ${url}\n`).update(body).digest('base64');
		const known = this.used.get(key);
		if (known === undefined) this.used.set(key, fingerprint);
		else if (known !== fingerprint) this.repeated++;
	}

	get count(): number {
		return this.repeated;
	}
}
