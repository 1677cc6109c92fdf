import { inParallel, type Room } from '../../nodes/CustomWebhook/run/in-parallel';

/** Room for so many at a time. */
const roomFor = (limit: number): Room => ({
	mayBegin: (open) => (open < limit ? 'now' : 'later'),
	onChange: () => undefined,
});

const tick = async () => await new Promise((resolve) => setImmediate(resolve));

it('gives the results in the order of the items, whichever ends first', async () => {
	const results = await inParallel([3, 1, 2], roomFor(3), async (turns, index) => {
		for (let turn = 0; turn < turns; turn++) await tick();
		return [turns, index];
	});
	expect(results).toEqual([
		[3, 0],
		[1, 1],
		[2, 2],
	]);
});

it('has at most `limit` under way', async () => {
	let underWay = 0;
	let most = 0;
	await inParallel(Array.from({ length: 20 }), roomFor(4), async () => {
		most = Math.max(most, ++underWay);
		await tick();
		underWay--;
	});
	expect(most).toBe(4);
});

it('begins nothing new after an error, waits for what is under way, and throws the error', async () => {
	const begun: number[] = [];
	const ended: number[] = [];
	const run = inParallel([0, 1, 2, 3, 4], roomFor(2), async (item) => {
		begun.push(item);
		await tick();
		if (item === 0) throw new Error('the first');
		await tick();
		ended.push(item);
	});
	await expect(run).rejects.toThrow('the first');
	expect(begun).toEqual([0, 1]);
	expect(ended).toEqual([1]);
});

it('throws the error that came first, whichever item it was of', async () => {
	const run = inParallel([3, 1, 2], roomFor(3), async (turns) => {
		for (let turn = 0; turn < turns; turn++) await tick();
		throw new Error(`after ${turns}`);
	});
	await expect(run).rejects.toThrow('after 1');
});
