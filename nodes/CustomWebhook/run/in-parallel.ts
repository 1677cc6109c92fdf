/** Decides when the next item may begin. */
export interface Room {
	mayBegin(open: number): 'now' | 'soon' | 'later';
	/** Called when `mayBegin` may have changed. */
	onChange: () => void;
}

/** Items that begin in one turn of the event loop if there is no hurry; responses are processed between turns. */
const BATCH = 16;

/**
 * Does `work` for each item, as many at a time as there is room for. Resolves with the results in the order of the
 * items. If `work` throws, no new item begins; when all work under way is done, the first error is thrown.
 */
export function inParallel<T, R>(
	items: readonly T[],
	room: Room,
	work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
	const results = new Array<R>(items.length);
	const errors: unknown[] = [];
	let next = 0;
	let open = 0;
	let isBeginningSoon = false;

	return new Promise((resolve, reject) => {
		const begin = async (index: number) => {
			open++;
			try {
				results[index] = await work(items[index] as T, index);
			} catch (error) {
				next = items.length;
				errors.push(error);
			}
			open--;
			goOn();
		};
		const goOn = () => {
			while (next < items.length && room.mayBegin(open) === 'now') void begin(next++);
			if (next < items.length) beginSoon();
			else if (open === 0) end();
		};
		const beginSoon = () => {
			if (isBeginningSoon || room.mayBegin(open) === 'later') return;
			isBeginningSoon = true;
			setImmediate(() => {
				isBeginningSoon = false;
				for (let i = 0; i < BATCH && next < items.length && room.mayBegin(open) !== 'later'; i++)
					void begin(next++);
				goOn();
			});
		};
		const end = () => {
			if (errors.length > 0) reject(errors[0]);
			else resolve(results);
		};
		room.onChange = goOn;
		goOn();
	});
}
