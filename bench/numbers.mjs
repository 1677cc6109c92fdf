/** The numbers that the results are made of. */

/** @typedef {import('./run.mjs').CaseResult} CaseResult @typedef {import('./cases.mjs').Contender} Contender */

/** @param {number[]} numbers @returns {number} NaN of none */
export function median(numbers) {
	const sorted = [...numbers].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	if (sorted.length === 0) return NaN;
	return sorted.length % 2 === 1
		? /** @type {number} */ (sorted[middle])
		: /** @type {number} */ (sorted[middle - 1] + /** @type {number} */ (sorted[middle])) / 2;
}

/**
 * A contender's own times, in milliseconds: a node's run less the run of the same pair with a No-Op in its place.
 *
 * @param {CaseResult} result
 * @param {Contender} contender
 */
export function timesOf({ pairs }, contender) {
	return pairs.flatMap((pair) => {
		const run = pair[contender];
		if (!run?.ok) return [];
		return contender === 'undici' ? [run.ms] : [run.ms - (pair.noop?.ms ?? 0)];
	});
}

/** @param {CaseResult} result @param {Contender} contender */
export function runsOf({ pairs }, contender) {
	return pairs.flatMap(({ [contender]: run }) => (run ? [run] : []));
}

/** Of one run outside of the pairs: less the median of the No-Op. @param {CaseResult} result */
export function timeOnce(result) {
	const noop = median(result.pairs.flatMap(({ noop }) => (noop ? [noop.ms] : [])));
	return result.once ? result.once.ms - noop : NaN;
}

/** The most connections that a run of the contender used. @param {CaseResult} result @param {Contender} contender */
export function mostConnections({ pairs }, contender) {
	return Math.max(...pairs.map((pair) => pair[contender]?.connections ?? NaN));
}

/** @param {CaseResult} result @param {Contender} contender */
export function isWhole({ pairs }, contender) {
	return pairs.every((pair) => pair[contender]?.ok);
}
