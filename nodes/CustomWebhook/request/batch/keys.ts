import { createHash } from 'node:crypto';

/** Hexadecimal digits that are put behind a key: enough to tell the batches of any run apart. */
const FINGERPRINT_DIGITS = 12;

/**
 * The idempotency keys of the batches of a run. A service takes a second request with the same key for a repetition, and
 * does not act on it. Where authors give many items one key, and these do not fit into one request, the other batches
 * get the key with a fingerprint of their body behind it: the same again if the same batch is sent once more.
 */
export class BatchKeys {
	/** The fingerprint of the body that each key is used for. */
	private readonly used = new Map<string, string>();

	/** @param key the one that all items of the batch have */
	keyFor(key: string, body: string): string {
		const fingerprint = createHash('sha256').update(body).digest('hex').slice(0, FINGERPRINT_DIGITS);
		const known = this.used.get(key) ?? fingerprint;
		this.used.set(key, known);
		return known === fingerprint ? key : `${key}-${fingerprint}`;
	}
}
