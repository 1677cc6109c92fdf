/**
 * A gate before the answers of a service: what waits there is under way for as long as a test wants, however fast or
 * slow the machine is.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 5;

/** @typedef {{ batch: string, n: number }} Request */

export function openGate() {
	/** Whether a request has to wait. @type {(request: Request) => boolean} */
	let isHeld = () => false;
	/** Lets go what waits. */
	let release = () => {};
	/** @type {Promise<void>} */
	let released = Promise.resolve();
	/** How many wait, by batch. @type {Map<string, number>} */
	const waiting = new Map();

	/** @param {string} batch @param {number} change */
	function count(batch, change) {
		const now = (waiting.get(batch) ?? 0) + change;
		if (now === 0) waiting.delete(batch);
		else waiting.set(batch, now);
	}

	return {
		/** From now on these have to wait. */
		close(/** @type {typeof isHeld} */ which = () => true) {
			isHeld = which;
			released = new Promise((resolve) => (release = resolve));
		},
		open() {
			isHeld = () => false;
			release();
		},
		/** @param {Request} request */
		async pass(request) {
			if (!isHeld(request)) return;
			count(request.batch, 1);
			await released;
			count(request.batch, -1);
		},
		/**
		 * Until requests of so many batches wait.
		 *
		 * @param {number} batches
		 * @param {number} timeoutMs
		 */
		async untilHeld(batches, timeoutMs) {
			const deadline = Date.now() + timeoutMs;
			while (waiting.size < batches) {
				if (Date.now() > deadline)
					throw new Error(`Requests of ${waiting.size} batches wait, not of ${batches}.`);
				await sleep(POLL_MS);
			}
		},
	};
}
