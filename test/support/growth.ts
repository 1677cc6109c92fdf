/** How many times longer the long text is: linear work takes 16 times the time, quadratic work 256 times. */
const TIMES = 16;
/** Half-way between the two, so that caches and the measuring itself may be off by a factor of four. */
const MOST = 64;
/** Other processes only ever add time, so quadratic work stays over the limit, however often it is measured. */
const MOST_ROUNDS = 6;
/** Less than this is too short to be measured. */
const MEASURABLE_MS = 1;

/**
 * Expects work to take time in proportion to a length. It compares two lengths on the same machine, by the processor's
 * time of this process, at its best of a few rounds: neither a slow nor a busy machine makes a difference.
 */
export function expectProportional(work: (length: number) => unknown, length: number): void {
	let short = Infinity;
	let long = Infinity;
	const ratio = () => long / Math.max(short, MEASURABLE_MS);
	for (let round = 0; round < MOST_ROUNDS && !(ratio() < MOST); round += 1) {
		short = Math.min(
			short,
			time(() => work(length / TIMES)),
		);
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
