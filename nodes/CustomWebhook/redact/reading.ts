/** A text that was made from another one, with the way back to the original. */
export interface Reading {
	readonly text: string;
	/** The range of the original text that a range of this one was made from. */
	toSource(start: number, end: number): [number, number];
}

export const asItIs = (text: string): Reading => ({ text, toSource: (start, end) => [start, end] });

/**
 * The reading with each matching piece replaced; the same object if nothing changes.
 * @param pattern with the flag `g`, and without groups
 */
export function rewritten(source: Reading, pattern: RegExp, read: (piece: string) => string): Reading {
	const { text } = source;
	const map = new PieceMap();
	let grown = 0;
	const made = text.replace(pattern, (piece: string, index: number) => {
		const replacement = read(piece);
		if (replacement === piece) return piece;
		const from = index + grown;
		map.add(from, replacement.length, index, piece.length);
		grown += replacement.length - piece.length;
		return replacement;
	});
	if (map.isEmpty) return source;
	return { text: made, toSource: (start, end) => source.toSource(map.startOf(start), map.endOf(end)) };
}

/** Adjacent pieces with the same length, both before and after. */
interface Run {
	madeFrom: number;
	from: number;
	/** Of one piece. */
	madeLength: number;
	length: number;
	count: number;
}

/** Maps places in the new text to places in the old one, by the pieces that were replaced. */
class PieceMap {
	private readonly runs: Run[] = [];

	get isEmpty(): boolean {
		return this.runs.length === 0;
	}

	add(madeFrom: number, madeLength: number, from: number, length: number): void {
		const last = this.runs.at(-1);
		const goesOn =
			last?.madeLength === madeLength &&
			last.length === length &&
			last.from + last.length * last.count === from;
		if (goesOn) last.count++;
		else this.runs.push({ madeFrom, from, madeLength, length, count: 1 });
	}

	/** The start in the old text of a range that starts here in the new one. */
	startOf(place: number): number {
		return sourceOf(
			place,
			this.lastRun((madeFrom) => madeFrom <= place),
			Math.floor,
		);
	}

	/** The end in the old text of a range that ends here in the new one. */
	endOf(place: number): number {
		return sourceOf(
			place,
			this.lastRun((madeFrom) => madeFrom < place),
			Math.ceil,
		);
	}

	private lastRun(isBefore: (madeFrom: number) => boolean): Run | undefined {
		let low = 0;
		let high = this.runs.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (isBefore(this.runs[middle]!.madeFrom)) low = middle + 1;
			else high = middle;
		}
		return this.runs[low - 1];
	}
}

/** @param toPiece rounds a place inside a piece to the piece's beginning, or to its end */
function sourceOf(place: number, run: Run | undefined, toPiece: (pieces: number) => number): number {
	if (!run) return place;
	const { from, length, madeLength, count } = run;
	const inside = place - run.madeFrom;
	const beyond = inside - madeLength * count;
	if (beyond < 0) return from + toPiece(inside / madeLength) * length;
	return from + length * count + beyond;
}
