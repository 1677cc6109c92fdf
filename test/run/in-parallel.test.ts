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

it('where there is no hurry it begins some in each turn of the event loop, until there is no room', async () => {
	const begunInTurn: number[] = [];
	let turn = 0;
	let begun = 0;
	const room: Room = {
		mayBegin: (open) => (open < 20 ? 'soon' : 'later'),
		onChange: () => undefined,
	};
	let release = () => undefined as void;
	const gate = new Promise<void>((resolve) => (release = resolve));
	const run = inParallel(Array.from({ length: 24 }), room, async (_item, index) => {
		begun++;
		await gate;
		return index;
	});
	for (; turn < 3; turn++) {
		await tick();
		begunInTurn.push(begun);
	}
	expect(begunInTurn).toEqual([16, 20, 20]);
	release();
	expect(await run).toEqual(Array.from({ length: 24 }, (_, index) => index));
});

it('goes on when the room says that it has changed', async () => {
	let isOpen = false;
	const room: Room = { mayBegin: () => (isOpen ? 'now' : 'later'), onChange: () => undefined };
	const run = inParallel([1, 2], room, async (item) => await Promise.resolve(item));
	await tick();
	isOpen = true;
	room.onChange();
	expect(await run).toEqual([1, 2]);
});

it('nothing to do is done at once', async () => {
	expect(await inParallel([], roomFor(1), async () => await Promise.resolve(1))).toEqual([]);
});
