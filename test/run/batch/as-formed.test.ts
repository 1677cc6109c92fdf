import type { Room } from '../../../nodes/CustomWebhook/run/in-parallel';
import { asFormed } from '../../../nodes/CustomWebhook/run/batch/as-formed';

const roomFor = (limit: number): Room => ({
	mayBegin: (open) => (open < limit ? 'now' : 'later'),
	onChange: () => undefined,
});

const tick = async () => await new Promise((resolve) => setImmediate(resolve));

/** Counts what was formed. */
function units(count: number, formed: number[] = []) {
	const made = async function* () {
		for (let n = 0; n < count; n++) {
			await tick();
			formed.push(n);
			yield n;
		}
	};
	return { made: made(), formed };
}

it('forms a unit only when there is room for it', async () => {
	const { made, formed } = units(20);
	let underWay = 0;
	let most = 0;
	let ended = 0;
	await asFormed(made, roomFor(3), async () => {
		most = Math.max(most, ++underWay);
		expect(formed.length - ended).toBeLessThanOrEqual(3);
		for (let turn = 0; turn < 5; turn++) await tick();
		underWay--;
		ended++;
	});
	expect(ended).toBe(20);
	expect(most).toBe(3);
});

it('forms nothing more after an error, waits for what is under way, and throws the first error', async () => {
	const { made, formed } = units(20);
	const ended: number[] = [];
	const work = async (n: number) => {
		await tick();
		if (n === 2) throw new Error('first');
		await tick();
		await tick();
		ended.push(n);
	};
	await expect(asFormed(made, roomFor(4), work)).rejects.toThrow('first');
	expect(formed.length).toBeLessThan(8);
	expect(ended).toEqual(formed.filter((n) => n !== 2));
});

it('waits for what is under way if a unit cannot be formed', async () => {
	const ended: number[] = [];
	const broken = async function* () {
		await tick();
		yield 1;
		throw new Error('not formed');
	};
	const asked = asFormed(broken(), roomFor(9), async (n) => {
		await tick();
		await tick();
		ended.push(n);
	});
	await expect(asked).rejects.toThrow('not formed');
	expect(ended).toEqual([1]);
});
