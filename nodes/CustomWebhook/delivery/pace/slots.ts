/** Evenly spaced turns of a rate: `OwnSlots` for this process, `SharedSlots` for all processes together. */
import { Throttle } from './throttle';

export interface Slots {
	/** Whether they are unknown at the moment: then only this process's own turns apply. */
	readonly isDown: boolean;
	/**
	 * When the next request may leave (epoch ms). Infinity until that is known: then `onFree` is called.
	 * @param intervalMs between two requests
	 */
	freeAt(intervalMs: number, now: number, onFree: () => void): number;
	/** A request leaves now. */
	take(now: number): void;
}

/** The turns of this process. */
export class OwnSlots implements Slots {
	readonly isDown = false;
	private readonly throttle = new Throttle();

	freeAt(intervalMs: number): number {
		return this.throttle.freeAt(intervalMs);
	}

	take(now: number): void {
		this.throttle.take(now);
	}
}
