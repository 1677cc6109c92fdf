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

	/** @param onTimeout what the failure is when the time is over; `onCancel` when the signal is aborted */
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

	/** Aborts this one too when the attempt ends early. Gives the way to take that back. */
	watch(target: Stoppable): () => void {
		const onStop = (failure: WebhookFailure) => target.abort(failure);
		if (this.stoppedBy) onStop(this.stoppedBy);
		this.watchers.add(onStop);
		return () => this.watchers.delete(onStop);
	}

	/**
	 * The promise, or the failure, where the attempt ends before it. The promise itself is not ended.
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
