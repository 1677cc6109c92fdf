import type { Entry } from './types';

/** A request that waits for its turn. */
export interface Waiter {
	/** Of a retry; Infinity for a first attempt. Epoch ms. */
	deadline: number;
	settle(entry: Entry): void;
}

/** The requests of one run that wait for their turn at one pace: retries, whose time is running, and first attempts. */
export class Line {
	private readonly retries: Waiter[] = [];
	private readonly firsts: Waiter[] = [];
	/** Index of the next first attempt; those before it have left, and are removed from time to time. */
	private head = 0;

	get length(): number {
		return this.retries.length + this.firsts.length - this.head;
	}

	get earliestDeadline(): number {
		return this.retries.reduce((earliest, { deadline }) => Math.min(earliest, deadline), Infinity);
	}

	join(waiter: Waiter): void {
		(waiter.deadline === Infinity ? this.firsts : this.retries).push(waiter);
	}

	/** @param firstsFirst whether a request that has not been refused yet goes before one that has */
	next(firstsFirst: boolean): Waiter | undefined {
		const first = this.firsts[this.head];
		return firstsFirst ? (first ?? this.retries[0]) : (this.retries[0] ?? first);
	}

	remove(waiter: Waiter): void {
		if (waiter === this.retries[0]) this.retries.shift();
		else if (waiter === this.firsts[this.head]) this.dropFirst();
		else this.cutOut(waiter);
	}

	/** Removes and returns those whose deadline has passed. */
	takeExpired(now: number): readonly Waiter[] {
		if (this.retries.length === 0) return this.retries;
		const expired = this.retries.filter(({ deadline }) => deadline <= now);
		for (const waiter of expired) this.cutOut(waiter);
		return expired;
	}

	private dropFirst(): void {
		this.head++;
		if (this.head < this.firsts.length / 2) return;
		this.firsts.splice(0, this.head);
		this.head = 0;
	}

	private cutOut(waiter: Waiter): void {
		const queue = waiter.deadline === Infinity ? this.firsts : this.retries;
		const at = queue.indexOf(waiter, queue === this.firsts ? this.head : 0);
		if (at >= 0) queue.splice(at, 1);
	}
}
