/** A net for what never comes; whatever comes is not waited for any longer than it takes. */
const LONGEST_MS = 100_000;

/** Waits until something is so, while sockets and what else is real go on, also where time is held. */
export async function until(isSo: () => boolean): Promise<void> {
	const giveUpAt = performance.now() + LONGEST_MS;
	while (!isSo()) {
		if (performance.now() > giveUpAt) throw new Error(`It never came to this: ${isSo}`);
		await new Promise(setImmediate);
	}
}
