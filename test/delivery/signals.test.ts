import { onAbort, unlessAborted } from '../../nodes/CustomWebhook/delivery/signals';

test('all that wait are called, once, and those that took it back are not', () => {
	const stop = new AbortController();
	const [one, two, three] = [jest.fn(), jest.fn(), jest.fn()];
	onAbort(stop.signal, one);
	onAbort(stop.signal, two);
	onAbort(stop.signal, three)();
	stop.abort();
	expect([one, two, three].map((each) => each.mock.calls.length)).toEqual([1, 1, 0]);
});

test('however many wait, the signal has one listener', () => {
	const { signal } = new AbortController();
	const add = jest.spyOn(signal, 'addEventListener');
	for (let i = 0; i < 100; i++) onAbort(signal, () => undefined)();
	expect(add).toHaveBeenCalledTimes(1);
});

test('without a signal there is nothing to wait for', () => {
	expect(() => onAbort(undefined, () => undefined)()).not.toThrow();
});

test('a promise is waited for until the signal is aborted, also where that was before', async () => {
	const never = new Promise<never>(() => undefined);
	const stopped = () => new Error('stopped');
	await expect(unlessAborted(Promise.resolve(1), undefined, stopped)).resolves.toBe(1);
	await expect(unlessAborted(never, AbortSignal.abort(), stopped)).rejects.toThrow('stopped');
	const stop = new AbortController();
	const waiting = unlessAborted(never, stop.signal, stopped);
	stop.abort();
	await expect(waiting).rejects.toThrow('stopped');
});
