/**
 * Does `work` for each item, at most `limit` at a time, and gives the results in the order of the items. When `work`
 * throws, nothing new is begun, what is under way is waited for, and the error is thrown again.
 */
export async function inParallel<T, R>(
	items: readonly T[],
	limit: number,
	work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
	const results = new Array<R>(items.length);
	let next = 0;
	const worker = async () => {
		while (next < items.length) {
			const index = next++;
			try {
				results[index] = await work(items[index] as T, index);
			} catch (error) {
				next = items.length;
				throw error;
			}
		}
	};
	const workers = Array.from({ length: Math.min(limit, items.length) }, worker);
	for (const ended of await Promise.allSettled(workers))
		if (ended.status === 'rejected') throw ended.reason;
	return results;
}
