/**
 * Does `work` for each item, at most `limit` at a time, and gives the results in the order of the items. When `work`
 * throws, nothing new is begun, what is under way is waited for, and the error that came first is thrown again.
 */
export async function inParallel<T, R>(
	items: readonly T[],
	limit: number,
	work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
	const results = new Array<R>(items.length);
	const errors: unknown[] = [];
	let next = 0;
	const worker = async () => {
		while (next < items.length) {
			const index = next++;
			try {
				results[index] = await work(items[index] as T, index);
			} catch (error) {
				next = items.length;
				errors.push(error);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
	if (errors.length > 0) throw errors[0];
	return results;
}
