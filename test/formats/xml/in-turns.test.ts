import { readInOneGo, readInTurns, type Steps } from '../../../nodes/CustomWebhook/formats/xml/in-turns';

/** Steps that take a millisecond of work each. */
function* slow(count: number): Steps<string> {
	for (let done = 0; done < count; done++) {
		const end = performance.now() + 1;
		while (performance.now() < end);
		yield;
	}
	return 'done';
}

it('Other work of the process gets its turn while a long text is read', async () => {
	let turns = 0;
	const other = setImmediate(function again() {
		turns++;
		setImmediate(again).unref();
	});
	await expect(readInTurns(slow(100))).resolves.toBe('done');
	clearImmediate(other);
	expect(turns).toBeGreaterThan(1);
});

it('A short text is read in one go', () => {
	expect(readInOneGo(slow(3))).toBe('done');
});
