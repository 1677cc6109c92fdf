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

/** Lets everything that is ready to run do so, sockets too: whatever would still be sent has been sent then. */
export async function turns(count = 100): Promise<void> {
	for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
}
