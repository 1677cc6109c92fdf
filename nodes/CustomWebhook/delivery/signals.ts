/**
 * All that wait for one signal share one listener on it. Node warns of a leak when a signal has more than ten, and
 * the signal of an execution has as many waiting for it as there are items in flight.
 */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls back once when the signal is aborted. Gives the way to take that back; without a signal nothing happens. */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
	if (!signal) return () => undefined;
	const callbacks = waiting.get(signal) ?? listen(signal);
	callbacks.add(callback);
	return () => callbacks.delete(callback);
}

/** The promise; or a failure as soon as the signal is aborted, while the promise itself goes on. */
export function unlessAborted<T>(
	promise: Promise<T>,
	signal: AbortSignal | undefined,
	failure: () => Error,
): Promise<T> {
	return new Promise((resolve, reject) => {
		const forget = onAbort(signal, () => reject(failure()));
		if (signal?.aborted) reject(failure());
		promise.then(resolve, reject).finally(forget);
	});
}

function listen(signal: AbortSignal): Set<() => void> {
	const callbacks = new Set<() => void>();
	waiting.set(signal, callbacks);
	const callAll = () => {
		for (const callback of [...callbacks]) callback();
		callbacks.clear();
	};
	signal.addEventListener('abort', callAll, { once: true });
	return callbacks;
}
