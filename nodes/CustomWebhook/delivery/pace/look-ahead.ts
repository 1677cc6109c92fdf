/**
 * How many items of a run are in preparation: as many as can be sent soon, so that sending never waits for rendering;
 * but not all of them, which would fill the memory with rendered requests.
 */

/** So many rendered requests wait, to be sent as soon as one in flight is done. */
const NEAR = 32;
/** The same if items go to several origins: behind waiting items there may be others that can leave. */
const FAR = 1000;
/** Items in flight, or waiting for their retry. */
const MOST_UNDER_WAY = 2000;
/** The bodies of all of them. Bytes. */
const MOST_BYTES = 64_000_000;

/** Whether the next item may begin: at once; when other work has had a turn; or only when something has changed. */
export type Beginning = 'now' | 'soon' | 'later';

export class LookAhead {
	/** Called when `mayBegin` may have changed. */
	onChange: () => void = () => undefined;
	private underWay = 0;
	private waiting = 0;
	private bytes = 0;

	/**
	 * @param isStrict the next item begins only when the one before is done, or waits for a result that comes later
	 * @param isSpread items may go to several origins
	 */
	constructor(
		private readonly isStrict: boolean,
		private readonly isSpread: boolean,
	) {}

	/** @param open items that have begun and not ended */
	mayBegin(open: number): Beginning {
		if (open === 0) return 'now';
		if (this.isStrict && open > this.waiting) return 'later';
		if (this.underWay >= MOST_UNDER_WAY || this.bytes >= MOST_BYTES) return 'later';
		const prepared = open - this.underWay;
		if (prepared < NEAR) return 'now';
		return this.isSpread && prepared < FAR ? 'soon' : 'later';
	}

	/** A request is rendered. @param bytes of its body */
	prepared(bytes: number): void {
		this.bytes += bytes;
	}

	/** It leaves for the first time. */
	left(): void {
		this.underWay++;
		this.onChange();
	}

	/** It waits for a result that comes later, for the first time. */
	waits(): void {
		this.waiting++;
		this.onChange();
	}

	/** It is done. @param hasLeft whether it ever left @param hasWaited whether it ever waited for a result */
	ended(bytes: number, hasLeft: boolean, hasWaited = false): void {
		this.bytes -= bytes;
		if (hasLeft) this.underWay--;
		if (hasWaited) this.waiting--;
	}
}
