import { HIDDEN } from './walk';

/** Where a text was cut to size: by this node, or by the engine in what it says of JSON, quotes included. */
const CUT = /("?(?:…|\.\.\.)"?)/;

/** A shorter rest tells nobody anything, and may stand there by chance. */
const SHORTEST_REST = 4;

/**
 * Hides what is left of a secret next to a place where a text was cut: its beginning, its end, or a piece of its middle.
 * @param forms the secrets, in each form in which they may stand there
 */
export function hideRests(text: string, forms: readonly string[]): string {
	const pieces = text.split(CUT);
	if (pieces.length === 1) return text;
	const last = pieces.length - 1;
	// every other piece is a mark of a cut
	const shown = pieces.map((piece, index) =>
		index % 2 === 1 ? piece : hideIn(piece, forms, { before: index > 0, after: index < last }),
	);
	return shown.join('');
}

function hideIn(piece: string, forms: readonly string[], cut: { before: boolean; after: boolean }): string {
	if (piece.length < SHORTEST_REST) return piece;
	if (cut.before && cut.after && forms.some((form) => form.includes(piece))) return HIDDEN;
	let shown = piece;
	for (const form of forms) {
		const atStart = cut.before
			? longest(form, shown, (length) => shown.startsWith(form.slice(-length)))
			: 0;
		if (atStart > 0) shown = HIDDEN + shown.slice(atStart);
		const atEnd = cut.after ? longest(form, shown, (length) => shown.endsWith(form.slice(0, length))) : 0;
		if (atEnd > 0) shown = shown.slice(0, -atEnd) + HIDDEN;
	}
	return shown;
}

/** The greatest length of a rest that is there; 0 where none is. */
function longest(form: string, piece: string, isThere: (length: number) => boolean): number {
	for (let length = Math.min(form.length - 1, piece.length); length >= SHORTEST_REST; length--)
		if (isThere(length)) return length;
	return 0;
}
