/**
 * Time that goes on only when the test says so: timeouts end then, and `Date` tells it. What has no time of its own
 * (sockets, files, promises) goes on as ever, so that how fast the machine is makes no difference.
 */
import { until } from './until';

const GOES_ON: FakeableAPI[] = [
	'hrtime',
	'performance',
	'nextTick',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
];

/** From now on time stands still, until `releaseTime`. */
export function holdTime(): void {
	jest.useFakeTimers({ doNotFake: GOES_ON });
}

/** Lets so many milliseconds pass at once. */
export function pass(ms: number): void {
	jest.advanceTimersByTime(ms);
}

/** Lets time pass, millisecond by millisecond, until the promise has ended. */
export async function passUntil<T>(promise: Promise<T>): Promise<T> {
	let hasEnded = false;
	const end = () => (hasEnded = true);
	promise.then(end, end);
	await new Promise(setImmediate);
	await until(() => {
		if (!hasEnded) pass(1);
		return hasEnded;
	});
	return await promise;
}

export function releaseTime(): void {
	jest.useRealTimers();
}
