/** How many times longer the long text is. */
const TIMES = 16;
/** The short text is read a few times, since a single reading may be over before it can be measured. */
const READINGS = 4;
/** Linear work takes 16 times the time, quadratic work 256 times: half-way, caches and chance may be off by four. */
const MOST = 64;
/** Other processes only ever add time, so quadratic work stays over the limit, however often it is measured. */
const MOST_ROUNDS = 6;
/** Less than this, for all readings of the short text, is too short to be measured. */
const MEASURABLE_MS = 5;

/**
 * Expects work to take time in proportion to a length. It compares two lengths on the same machine, by the processor's
 * time of this process, at its best of a few rounds: neither a slow nor a busy machine makes a difference.
 */
export function expectProportional(work: (length: number) => unknown, length: number): void {
	let short = Infinity;
	let long = Infinity;
	const ratio = () => (long * READINGS) / Math.max(short, MEASURABLE_MS);
	for (let round = 0; round < MOST_ROUNDS && !(ratio() < MOST); round += 1) {
		const readShort = () => {
			for (let reading = 0; reading < READINGS; reading += 1) work(length / TIMES);
		};
		short = Math.min(short, time(readShort));
		long = Math.min(
			long,
			time(() => work(length)),
		);
	}
	expect(ratio()).toBeLessThan(MOST);
}

/** Milliseconds of the processor. */
function time(work: () => unknown): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}
