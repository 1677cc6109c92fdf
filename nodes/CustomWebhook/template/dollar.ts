import { asPath } from './classify';
import type { Piece } from './cut';

/** Stands for `${` that is text, where another room writes a template of text that it has: no character. */
export const DOLLAR_AS_TEXT = '\ufffe';

/** Nothing of a path needs a brace: an opening without its end is not looked for beyond the next one. */
const OPENING = /\$\{([^{}]*)\}/g;

/** Cuts a text of which only `${path}` is a placeholder. Everything else in it is text, `{{` too. Linear. */
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
