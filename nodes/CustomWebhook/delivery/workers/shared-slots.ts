import type { Slots } from '../pace';

/** After a failure, Redis is not asked for so long. Milliseconds. */
const LEFT_ALONE_MS = 5000;

/** Takes a turn, and resolves with the time until then, in milliseconds. Rejects if Redis fails. */
export type TakeTurn = (intervalMs: number) => Promise<number>;

/** The turns of one pace among all n8n processes. One turn at a time is taken ahead, for the next request. */
export class SharedSlots implements Slots {
	/** The turn that was taken but not used yet (epoch ms). */
	private turn?: number | undefined;
	private isAsking = false;
	private downUntil = -Infinity;

	constructor(
		private readonly takeTurn: TakeTurn,
		private readonly now: () => number,
	) {}

	/** Whether only this process's own turns apply at the moment. */
	get isDown(): boolean {
		return this.now() < this.downUntil;
	}

	freeAt(intervalMs: number, now: number, onFree: () => void): number {
		if (now < this.downUntil) return -Infinity;
		// a turn that was not used in time is no longer evenly spaced
		if (this.turn !== undefined && now - this.turn > intervalMs) this.turn = undefined;
		if (this.turn !== undefined) return this.turn;
		if (!this.isAsking) void this.ask(intervalMs, onFree);
		return Infinity;
	}

	take(): void {
		this.turn = undefined;
	}

	private async ask(intervalMs: number, onFree: () => void): Promise<void> {
		this.isAsking = true;
		try {
			const waitMs = await this.takeTurn(intervalMs);
			this.turn = this.now() + waitMs;
		} catch {
			this.downUntil = this.now() + LEFT_ALONE_MS;
		} finally {
			this.isAsking = false;
			onFree();
		}
	}
}
