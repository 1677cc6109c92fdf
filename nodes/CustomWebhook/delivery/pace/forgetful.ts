/** Longer than any wait within a run. Milliseconds. */
const FORGOTTEN_AFTER_MS = 600_000;
/** Most values: a run with many origins must not fill the memory. */
const MOST = 10_000;

interface Idler {
	/** When it was last used (epoch ms); undefined while it is in use. */
	readonly idleSince: number | undefined;
}

/** A map whose values are forgotten once they have been idle for 10 minutes. Its timers do not hold up the process. */
export class Forgetful<T extends Idler> {
	private readonly values = new Map<string, T>();

	constructor(private readonly now: () => number) {}

	get size(): number {
		return this.values.size;
	}

	get(key: string, make: () => T): T {
		const known = this.values.get(key);
		if (known) return known;
		if (this.values.size >= MOST) this.makeRoom();
		const made = make();
		this.values.set(key, made);
		this.lookAgain(key, made, FORGOTTEN_AFTER_MS);
		return made;
	}

	private lookAgain(key: string, value: T, afterMs: number): void {
		setTimeout(() => {
			if (this.values.get(key) !== value) return;
			const { idleSince } = value;
			const idleMs = idleSince === undefined ? 0 : this.now() - idleSince;
			if (idleMs >= FORGOTTEN_AFTER_MS) this.values.delete(key);
			else this.lookAgain(key, value, FORGOTTEN_AFTER_MS - idleMs);
		}, afterMs).unref();
	}

	private makeRoom(): void {
		for (const [key, { idleSince }] of this.values) {
			if (idleSince === undefined) continue;
			this.values.delete(key);
			return;
		}
	}
}
