/**
 * All callbacks of a signal share one listener. Node warns of a leak if a signal has more than ten, and an execution's
 * signal has one callback for each item in flight.
 */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls back once when the signal is aborted. Returns a function that undoes this. Without a signal, does nothing. */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
	if (!signal) return () => undefined;
	const callbacks = waiting.get(signal) ?? listen(signal);
	callbacks.add(callback);
	return () => callbacks.delete(callback);
}

/** Settles as the promise, or rejects as soon as the signal is aborted. The promise itself goes on. */
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
