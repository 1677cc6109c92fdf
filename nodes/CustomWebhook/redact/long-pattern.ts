import type { Pattern } from './forms';
import { HIDDEN } from './walk';

/** The engine takes no expression of any length: a pattern with more parts is matched a piece at a time. */
const MOST_PARTS = 256;
const PARTS_OF_A_PIECE = 100;
/** A piece ends behind a letter or digit, whose one way to be written leaves no doubt; at the latest with so many parts. */
const MOST_PARTS_OF_A_PIECE = 200;

/** Whether a pattern is too long for one expression. */
export const isLong = (pattern: Pattern) => pattern.length > MOST_PARTS;

/** A pattern of any length, in pieces that have to follow one another. */
export class LongPattern {
	private readonly beginning: RegExp;
	private readonly sources: readonly string[];
	private rest: readonly RegExp[] | undefined;

	constructor(pattern: Pattern) {
		const [beginning = '', ...sources] = piecesOf(pattern);
		this.beginning = new RegExp(beginning, 'g');
		this.sources = sources;
	}

	/** The text with `***` where the pattern is. */
	hideIn(text: string): string {
		// each part but the last stands for one character at the least
		if (text.length < MOST_PARTS) return text;
		let shown = '';
		let copiedTo = 0;
		this.beginning.lastIndex = 0;
		for (let found = this.beginning.exec(text); found; found = this.beginning.exec(text)) {
			const end = this.endFrom(text, this.beginning.lastIndex);
			if (end === undefined) {
				this.beginning.lastIndex = found.index + 1;
				continue;
			}
			shown += text.slice(copiedTo, found.index) + HIDDEN;
			copiedTo = this.beginning.lastIndex = end;
		}
		return shown + text.slice(copiedTo);
	}

	/** Where the pattern ends whose beginning ends here; undefined where the rest does not follow. */
	private endFrom(text: string, from: number): number | undefined {
		this.rest ??= this.sources.map((source) => new RegExp(source, 'y'));
		let at = from;
		for (const piece of this.rest) {
			piece.lastIndex = at;
			if (!piece.test(text)) return undefined;
			at = piece.lastIndex;
		}
		return at;
	}
}

function piecesOf(pattern: Pattern): string[] {
	const pieces: string[] = [];
	let piece: string[] = [];
	for (const part of pattern) {
		piece.push(part);
		const isClear = piece.length >= PARTS_OF_A_PIECE && /^[A-Za-z0-9]$/.test(part);
		if (!isClear && piece.length < MOST_PARTS_OF_A_PIECE) continue;
		pieces.push(piece.join(''));
		piece = [];
	}
	if (piece.length > 0) pieces.push(piece.join(''));
	return pieces;
}
