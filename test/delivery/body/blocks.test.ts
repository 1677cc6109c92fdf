import * as fc from 'fast-check';

import { BLOCK_BYTES, Blocks } from '../../../nodes/CustomWebhook/delivery/body/blocks';

const memoryOf = (parts: Buffer[]) =>
	[...new Set(parts.map(({ buffer }) => buffer))].reduce((sum, { byteLength }) => sum + byteLength, 0);

test('nothing is lost, doubled or out of order, however it comes and is taken', () => {
	const step = fc.oneof(
		fc.record({ size: fc.integer({ min: 0, max: 20_000 }), offset: fc.integer({ min: 0, max: 30_000 }) }),
		fc.constant('take' as const),
	);
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			const blocks = new Blocks();
			const sent: Buffer[] = [];
			const taken: Buffer[] = [];
			for (const [i, one] of steps.entries()) {
				if (one === 'take') {
					taken.push(...blocks.take());
					continue;
				}
				const chunk = Buffer.alloc(one.offset + one.size, i).subarray(one.offset);
				sent.push(chunk);
				blocks.add(chunk);
			}
			const rest = blocks.size;
			taken.push(blocks.join());
			expect(taken.at(-1)).toHaveLength(rest);
			expect(Buffer.concat(taken).equals(Buffer.concat(sent))).toBe(true);
		}),
	);
});

test.each([1, 10, 1000, 5000])('chunks of %i bytes take little more memory than their bytes', (size) => {
	const blocks = new Blocks();
	const read = Buffer.alloc(BLOCK_BYTES);
	const total = 1_000_000;
	for (let sum = 0; sum < total; sum += size) blocks.add(Buffer.from(read.buffer, sum % 1000, size));
	const parts = blocks.take();
	expect(memoryOf(parts)).toBeLessThan(total * 1.2 + 2 * BLOCK_BYTES);
	expect(parts.length).toBeLessThan(40);
});

test('small and large chunks in turn do not waste a block each', () => {
	const blocks = new Blocks();
	for (let i = 0; i < 200; i++) {
		blocks.add(Buffer.allocUnsafeSlow(10));
		blocks.add(Buffer.allocUnsafeSlow(4096));
	}
	expect(memoryOf(blocks.take())).toBeLessThan(1.2 * 200 * 4106);
});
