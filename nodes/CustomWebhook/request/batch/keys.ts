import { createHash } from 'node:crypto';

/** Hexadecimal digits that are appended to a key: enough to distinguish the batches of any run. */
const FINGERPRINT_DIGITS = 12;

/**
 * The idempotency keys of the batches of a run. A service takes a second request with the same key for a retry, and
 * does not act on it. If many items have the same key, and do not fit into one request, further batches get the key
 * with a fingerprint of their body appended: the same one again if the same batch is sent again.
 */
export class BatchKeys {
	/** The fingerprint of the body that each key is used for. */
	private readonly used = new Map<string, string>();

	/** @param key the common key of the batch's items */
	keyFor(key: string, body: string): string {
		const fingerprint = createHash('sha256').update(body).digest('hex').slice(0, FINGERPRINT_DIGITS);
		const known = this.used.get(key) ?? fingerprint;
		this.used.set(key, known);
		return known === fingerprint ? key : `${key}-${fingerprint}`;
	}
}
