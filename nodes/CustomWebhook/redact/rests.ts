import { hideRanges } from './find';
import { readingsOf, type Form } from './forms';
import type { Reading } from './reading';

/** The mark of a cut: by this node, or by the engine's messages about JSON, quotes included. */
const CUT = /("?(?:…|\.\.\.)"?)/;

/** A shorter rest reveals nothing, and may be there by chance. */
const SHORTEST_REST = 4;

/** The beginning of an escape that was cut through. */
const HALF_ESCAPE = /(?:%[\da-f]?|(?<!\\)\\+(?:u[\da-f]{0,3}|x[\da-f]?)?|&#?\w{0,8})$/i;
const MOST_OF_ESCAPE = 8;
const END_OF_ESCAPE = /^[\w#;\\]*$/;

type Range = [number, number];

/**
 * Hides the rest of a secret next to a cut of the text: its beginning, its end, or a piece of its middle.
 * @param forms of the secrets
 */
export function hideRests(text: string, forms: readonly Form[]): string {
	const pieces = text.split(CUT);
	if (pieces.length === 1) return text;
	const last = pieces.length - 1;
	// every other piece is a mark of a cut
	const shown = pieces.map((piece, index) =>
		index % 2 === 1 ? piece : hideIn(piece, forms, { before: index > 0, after: index < last }),
	);
	return shown.join('');
}

function hideIn(piece: string, forms: readonly Form[], cut: { before: boolean; after: boolean }): string {
	if (piece.length < SHORTEST_REST) return piece;
	const { texts, base64 } = readingsOf(piece);
	const ranges = forms.flatMap((form) =>
		(form.base64 ? base64 : texts).flatMap((reading) => [
			...(cut.after ? atEnd(reading, piece.length, form.text, cut.before) : []),
			...(cut.before ? atStart(reading, form.text) : []),
		]),
	);
	return hideRanges(piece, ranges);
}

/** The beginning of a form at the end of a reading, or the whole reading if it is inside the form. */
function atEnd(reading: Reading, end: number, form: string, mayBeMiddle: boolean): Range[] {
	const tail = reading.text.slice(-MOST_OF_ESCAPE - 8);
	const half = HALF_ESCAPE.exec(tail)?.[0].length ?? 0;
	return [...new Set([0, half])].flatMap((cutOff): Range[] => {
		const text = cutOff === 0 ? reading.text : reading.text.slice(0, -cutOff);
		if (text.length < SHORTEST_REST) return [];
		if (mayBeMiddle && form.includes(text)) return [[0, end]];
		const lastFour = text.slice(-SHORTEST_REST);
		for (
			let at = form.lastIndexOf(lastFour);
			at >= 0;
			at = at > 0 ? form.lastIndexOf(lastFour, at - 1) : -1
		) {
			const length = at + SHORTEST_REST;
			if (text.endsWith(form.slice(0, length)))
				return [[reading.toSource(text.length - length, text.length)[0], end]];
		}
		return [];
	});
}

/** The end of a form at the start of a reading, also after the rest of an escape. */
function atStart(reading: Reading, form: string): Range[] {
	const { text } = reading;
	for (let skipped = 0; skipped <= MOST_OF_ESCAPE; skipped++) {
		if (!END_OF_ESCAPE.test(text.slice(0, skipped))) break;
		const firstFour = text.slice(skipped, skipped + SHORTEST_REST);
		if (firstFour.length < SHORTEST_REST) break;
		for (let at = form.indexOf(firstFour); at >= 0; at = form.indexOf(firstFour, at + 1)) {
			const length = form.length - at;
			if (text.startsWith(form.slice(at), skipped))
				return [[0, reading.toSource(0, skipped + length)[1]]];
		}
	}
	return [];
}
