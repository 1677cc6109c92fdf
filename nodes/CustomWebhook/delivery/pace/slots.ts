import { Throttle } from './throttle';

/** Evenly spaced turns for all who have a rate: those of this process alone, or those of all processes together. */
export interface Slots {
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
	private readonly throttle = new Throttle();

	freeAt(intervalMs: number): number {
		return this.throttle.freeAt(intervalMs);
	}

	take(now: number): void {
		this.throttle.take(now);
	}
}
