import type { Room } from '../in-parallel';

/**
 * Does the work of each unit as it is formed, as many at a time as there is room for; the next one is only formed when
 * there is room. If work throws, no new unit is formed; when all work under way is done, the first error is thrown.
 */
export async function asFormed<T>(
	units: AsyncIterable<T>,
	room: Room,
	work: (unit: T) => Promise<void>,
): Promise<void> {
	const open = new Set<Promise<void>>();
	const errors: unknown[] = [];
	let wake: () => void = () => undefined;
	room.onChange = () => wake();
	const changed = async () => await new Promise<void>((resolve) => (wake = resolve));

	const begin = (unit: T) => {
		const doing: Promise<void> = work(unit)
			.catch((error: unknown) => void errors.push(error))
			.finally(() => {
				open.delete(doing);
				wake();
			});
		open.add(doing);
	};
	try {
		for await (const unit of units) {
			begin(unit);
			while (errors.length === 0 && room.mayBegin(open.size) === 'later') await changed();
			if (errors.length > 0) break;
		}
	} catch (error) {
		errors.push(error);
	}
	await Promise.all(open);
	if (errors.length > 0) throw errors[0];
}
