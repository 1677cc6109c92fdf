import { Line, type Waiter } from '../../../nodes/CustomWebhook/delivery/pace/line';

const waiter = (deadline = Infinity): Waiter => ({ deadline, settle: () => undefined });

function lineOf(...waiters: Waiter[]): Line {
	const line = new Line();
	for (const each of waiters) line.join(each);
	return line;
}

/** All that wait, in the order in which they leave. */
function leave(line: Line, firstsFirst = false): Waiter[] {
	const left: Waiter[] = [];
	for (let next = line.next(firstsFirst); next; next = line.next(firstsFirst)) {
		line.remove(next);
		left.push(next);
	}
	return left;
}

const [A, B, C] = [waiter(), waiter(), waiter()];
const [SOON, LATE] = [waiter(10), waiter(20)];

it('An empty line has nobody, and no deadline', () => {
	const line = new Line();
	expect([line.length, line.next(true), line.next(false), line.earliestDeadline]).toEqual([
		0,
		undefined,
		undefined,
		Infinity,
	]);
});

it('First attempts leave as they came, and so do retries', () => {
	expect(leave(lineOf(A, B, C))).toEqual([A, B, C]);
	expect(leave(lineOf(LATE, SOON))).toEqual([LATE, SOON]);
});

it('Retries go first, unless what was not refused yet is to go before them', () => {
	expect(leave(lineOf(A, LATE, B, SOON))).toEqual([LATE, SOON, A, B]);
	expect(leave(lineOf(A, LATE, B, SOON), true)).toEqual([A, B, LATE, SOON]);
});

it('Its length is that of both, while they come and go', () => {
	const line = lineOf(A, SOON, B, C);
	expect(line.length).toBe(4);
	line.remove(A);
	expect(line.length).toBe(3);
	line.remove(SOON);
	line.join(LATE);
	line.remove(B);
	expect(line.length).toBe(2);
	expect(leave(line)).toEqual([LATE, C]);
	expect(line.length).toBe(0);
});

it('One may leave out of turn, and one that is not in the line changes nothing', () => {
	const line = lineOf(A, B, C, SOON, LATE);
	line.remove(A);
	line.remove(C);
	line.remove(LATE);
	line.remove(A);
	line.remove(waiter());
	line.remove(waiter(5));
	expect(line.length).toBe(2);
	expect(leave(line)).toEqual([SOON, B]);
});

it('The earliest deadline is that of any retry', () => {
	expect(lineOf(A, LATE, SOON, B).earliestDeadline).toBe(10);
});

it('Those whose deadline has passed leave together, the others stay', () => {
	const line = lineOf(A, LATE, SOON);
	expect(line.takeExpired(9)).toEqual([]);
	expect(line.takeExpired(10)).toEqual([SOON]);
	expect(line.length).toBe(2);
	expect(line.takeExpired(99)).toEqual([LATE]);
	expect(leave(line)).toEqual([A]);
});

it('A hundred thousand leave in their order too', () => {
	const all = Array.from({ length: 100_000 }, () => waiter());
	expect(leave(lineOf(...all)).every((each, index) => each === all[index])).toBe(true);
});
