/** Time that jumps to the next moment at which something happens, once everything that waits for a promise has gone on. */
export class SimulatedClock {
	private time = 0;
	/** Binary heap, the next event first. */
	private readonly events: Array<{ at: number; order: number; act?: () => void }> = [];
	private order = 0;

	readonly now = (): number => this.time;

	readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
		new Promise((resolve, reject) => {
			if (signal?.aborted) return reject(signal.reason);
			const cancel = this.after(ms, () => {
				signal?.removeEventListener('abort', stop);
				resolve();
			});
			const stop = () => {
				cancel();
				reject(signal?.reason);
			};
			signal?.addEventListener('abort', stop, { once: true });
		});

	/** Calls back at a time to come. Gives the way to take that back. */
	after(ms: number, act: () => void): () => void {
		const event: (typeof this.events)[number] = {
			at: this.time + Math.max(0, ms),
			order: this.order++,
			act,
		};
		this.push(event);
		return () => delete event.act;
	}

	/** Lets time pass until nothing happens any more. */
	async run(): Promise<void> {
		await settled();
		for (let event = this.pop(); event; event = this.pop()) {
			if (!event.act) continue;
			this.time = Math.max(this.time, event.at);
			event.act();
			await settled();
		}
	}

	private push(event: (typeof this.events)[number]): void {
		const { events } = this;
		let at = events.push(event) - 1;
		while (at > 0) {
			const parent = (at - 1) >> 1;
			if (!isBefore(events[at]!, events[parent]!)) return;
			[events[at], events[parent]] = [events[parent]!, events[at]!];
			at = parent;
		}
	}

	private pop(): (typeof this.events)[number] | undefined {
		const { events } = this;
		const first = events[0];
		const last = events.pop();
		if (!first || !last || events.length === 0) return first;
		events[0] = last;
		for (let at = 0; ;) {
			const [left, right] = [2 * at + 1, 2 * at + 2];
			let next = at;
			if (left < events.length && isBefore(events[left]!, events[next]!)) next = left;
			if (right < events.length && isBefore(events[right]!, events[next]!)) next = right;
			if (next === at) return first;
			[events[at], events[next]] = [events[next]!, events[at]!];
			at = next;
		}
	}
}

function isBefore(a: { at: number; order: number }, b: { at: number; order: number }): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** When all promises have gone on as far as they can. */
function settled(): Promise<void> {
	return new Promise(setImmediate);
}
