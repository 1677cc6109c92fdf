import { asPath } from './classify';
import type { Piece } from './cut';

/** Marks a `${` that is text, in templates that another room writes. A Unicode non-character. */
export const DOLLAR_AS_TEXT = '\ufffe';

/** A path has no braces, so the search for its end stops at the next brace. */
const OPENING = /\$\{([^{}]*)\}/g;

/** Cuts a text in which only `${path}` is a placeholder. Everything else is text, even `{{`. Linear. */
export function cutDollar(text: string): Piece[] {
	const pieces: Piece[] = [];
	let at = 0;
	const addText = (end?: number) =>
		pieces.push({ kind: 'text', text: text.slice(at, end).replaceAll(DOLLAR_AS_TEXT, '${') });
	for (const found of text.matchAll(OPENING)) {
		const path = asPath(found[1] ?? '');
		if (path === undefined) continue;
		const end = found.index + found[0].length;
		addText(found.index);
		pieces.push({ kind: 'handlebars', start: found.index, end, source: `{{${path}}}`, tag: 'value' });
		at = end;
	}
	addText();
	return pieces;
}
