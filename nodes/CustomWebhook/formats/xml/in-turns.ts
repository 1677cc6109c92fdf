import { setImmediate } from 'node:timers/promises';

/** Work in steps, each of a few milliseconds at the most. */
export type Steps<T> = Generator<void, T>;

/** Milliseconds of work after which other work of the process gets its turn. */
const TURN_MS = 8;

/** Does all steps at once. */
export function readInOneGo<T>(steps: Steps<T>): T {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

/** Does the steps with other work of the process in between, so that a long text blocks nothing. */
export async function readInTurns<T>(steps: Steps<T>): Promise<T> {
	let turn = performance.now();
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
		if (performance.now() - turn < TURN_MS) continue;
		await setImmediate();
		turn = performance.now();
	}
}
