/** How many times longer the long one is: work in proportion takes 16 times the time, work by the square 256 times. */
const TIMES = 16;
/** As far from the one as from the other, so that caches and the measuring itself may be out by four. */
const MOST = 64;
const ROUNDS = 3;
/** Less than this is too short to be measured. */
const MEASURABLE_MS = 1;

/**
 * Expects work to take time in proportion to a length. What is compared are two lengths on the same machine, by the
 * processor's time of this process, at its best of a few rounds: neither a slow nor a busy machine makes a difference.
 */
export function expectProportional(work: (length: number) => unknown, length: number): void {
	const short = leastOf(() => work(length / TIMES));
	const long = leastOf(() => work(length));
	expect(long / Math.max(short, MEASURABLE_MS)).toBeLessThan(MOST);
}

/** Milliseconds of the processor. */
function leastOf(work: () => unknown): number {
	const times = Array.from({ length: ROUNDS }, () => {
		const before = process.cpuUsage();
		work();
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1000;
	});
	return Math.min(...times);
}
