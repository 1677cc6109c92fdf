import fc from 'fast-check';

import { Groups, type Member } from '../../../nodes/CustomWebhook/run/batch/groups';

interface Numbered extends Member {
	n: number;
}

const FRAME = 2;

function grouped(members: readonly Numbered[], size: number, maxBytes = 0): Numbered[][] {
	const groups = new Groups<Numbered>();
	const complete = members.flatMap((member) => groups.add(member, { size, maxBytes }));
	return [...complete, ...groups.rest()];
}

const members = fc
	.array(
		fc.record({
			key: fc.constantFrom('a', 'b', 'c'),
			bytes: fc.integer({ min: 1, max: 50 }),
			id: fc.option(fc.constantFrom('x', 'y', 'z'), { nil: undefined }),
		}),
	)
	.map((list) => list.map((each, n): Numbered => ({ ...each, n, frameBytes: FRAME })));

it('each member is in one batch, in order, with its like, within the limits, and no ID is twice in a batch', () => {
	fc.assert(
		fc.property(
			members,
			fc.integer({ min: 2, max: 6 }),
			fc.integer({ min: 0, max: 99 }),
			(all, size, max) => {
				const batches = grouped(all, size, max);
				const numbers = batches.flat().map(({ n }) => n);
				expect(numbers.sort((a, b) => a - b)).toEqual(all.map(({ n }) => n));
				for (const batch of batches) {
					expect(batch.length).toBeLessThanOrEqual(size);
					expect(new Set(batch.map(({ key }) => key)).size).toBe(1);
					expect(batch.map(({ n }) => n)).toEqual(batch.map(({ n }) => n).sort((a, b) => a - b));
					const known = batch.flatMap(({ id }) => id ?? []);
					expect(new Set(known).size).toBe(known.length);
					const bytes = batch.reduce((sum, each) => sum + each.bytes, FRAME);
					if (max > 0 && batch.length > 1) expect(bytes).toBeLessThanOrEqual(max);
				}
			},
		),
	);
});

it('many mixed batches are not all kept open: the one that is open the longest goes first', () => {
	const groups = new Groups<Numbered>();
	let most = 0;
	const limits = { size: 1000, maxBytes: 0 };
	const complete: Numbered[][] = [];
	for (let n = 0; n < 5000; n++) {
		const member = { n, key: String(n % 500), bytes: 10, frameBytes: FRAME, id: undefined };
		complete.push(...groups.add(member, limits));
		most = Math.max(most, n + 1 - complete.flat().length);
		if (n === 100) expect(complete.map(([first]) => first!.n)).toEqual([0]);
	}
	expect(most).toBeLessThanOrEqual(101);
});

it('large members of mixed batches are not all kept in memory; one batch alone may grow to its own limits', () => {
	const large = (n: number, key: string) => ({ n, key, bytes: 9_000_000, frameBytes: 0, id: undefined });
	const limits = { size: 1000, maxBytes: 0 };
	const mixed = new Groups<Numbered>();
	expect(mixed.add(large(0, 'a'), limits)).toEqual([]);
	expect(mixed.add(large(1, 'b'), limits)).toMatchObject([[{ n: 0 }]]);
	const alone = new Groups<Numbered>();
	for (let n = 0; n < 10; n++) expect(alone.add(large(n, 'a'), limits)).toEqual([]);
});
