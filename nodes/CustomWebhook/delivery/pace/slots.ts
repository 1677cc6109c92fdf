/** Evenly spaced turns of a rate: `OwnSlots` those of this process, others those of all processes together. */
import { Throttle } from './throttle';

export interface Slots {
	/** Whether nobody can say at the moment: then the turns of this process alone hold. */
	readonly isDown: boolean;
	/**
	 * When the next request may leave (epoch ms). Infinity while that is being asked for: then `onFree` is called later.
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
