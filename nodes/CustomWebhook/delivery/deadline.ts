import type { WebhookFailure } from '../failure';
import { onAbort } from './signals';

/** What can be stopped from outside. */
export interface Stoppable {
	abort(failure: WebhookFailure): void;
}

/** The end of an attempt: by its time or by cancelling, whichever comes first. Call `end` when the attempt is over. */
export class Deadline {
	private stoppedBy?: WebhookFailure;
	private readonly watchers = new Set<(failure: WebhookFailure) => void>();
	private readonly timer: NodeJS.Timeout;
	private readonly forget: () => void;

	/** @param onTimeout makes the failure of a timeout; `onCancel` that of an aborted signal */
	constructor(
		ms: number,
		onTimeout: () => WebhookFailure,
		onCancel: () => WebhookFailure,
		signal?: AbortSignal,
	) {
		this.timer = setTimeout(() => this.stop(onTimeout()), ms);
		this.forget = onAbort(signal, () => this.stop(onCancel()));
		if (signal?.aborted) this.stop(onCancel());
	}

	/** Aborts `target` too when the attempt ends early. Returns a function that undoes this. */
	watch(target: Stoppable): () => void {
		const onStop = (failure: WebhookFailure) => target.abort(failure);
		if (this.stoppedBy) onStop(this.stoppedBy);
		this.watchers.add(onStop);
		return () => this.watchers.delete(onStop);
	}

	/**
	 * Settles as the promise, or rejects with the failure if the attempt ends first. The promise itself goes on.
	 *
	 * @throws WebhookFailure
	 */
	race<T>(promise: Promise<T>): Promise<T> {
		return new Promise((resolve, reject) => {
			const unwatch = this.watch({ abort: reject });
			promise.then(resolve, reject).finally(unwatch);
		});
	}

	end(): void {
		clearTimeout(this.timer);
		this.forget();
	}

	private stop(failure: WebhookFailure): void {
		if (this.stoppedBy) return;
		this.stoppedBy = failure;
		for (const onStop of [...this.watchers]) onStop(failure);
	}
}
