/**
 * A clock for tests of waits: an hour takes a few milliseconds. Time moves only when somebody sleeps, to the next
 * moment at which somebody wakes, once real work (sockets, timers) has had a chance to go on.
 */
export class ManualClock {
	/** Each wait that was asked for, in milliseconds, in order. */
	readonly slept: number[] = [];
	private time: number;
	private readonly sleepers = new Set<{ at: number; wake: () => void }>();
	private ticking = false;

	constructor(start = Date.parse('2026-03-01T12:00:00Z')) {
		this.time = start;
	}

	readonly now = (): number => this.time;

	readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
		this.slept.push(ms);
		return new Promise((resolve, reject) => {
			if (signal?.aborted) {
				reject(signal.reason);
				return;
			}
			const sleeper = { at: this.time + ms, wake: resolve };
			this.sleepers.add(sleeper);
			signal?.addEventListener('abort', () => {
				this.sleepers.delete(sleeper);
				reject(signal.reason);
			});
			this.tickSoon();
		});
	};

	/** Moves the time by hand. */
	advance(ms: number): void {
		this.time += ms;
		this.wakeDue();
	}

	private tickSoon(): void {
		if (this.ticking) return;
		this.ticking = true;
		setTimeout(() => {
			this.ticking = false;
			const next = Math.min(...[...this.sleepers].map(({ at }) => at));
			if (next === Infinity) return;
			this.time = Math.max(this.time, next);
			this.wakeDue();
			if (this.sleepers.size > 0) this.tickSoon();
		}, 3);
	}

	private wakeDue(): void {
		for (const sleeper of [...this.sleepers]) {
			if (sleeper.at > this.time) continue;
			this.sleepers.delete(sleeper);
			sleeper.wake();
		}
	}
}
