/**
 * Placeholders of a body whose expressions have written their value in the body's language by themselves, so that it is
 * not sent as it is meant. All give the placeholders as they are written; none for a text that cannot be read.
 */
import type { AnyNode } from 'acorn';

import { cut } from './cut';
import { escapingOf, makesTextOfJson, parseCode, xmlEscapingOf } from './expressions';
import { isTextOfXml, jsonPlaces, xmlPlaces, type Places } from './places';

/** In JSON: they put backslashes into their value, and nobody can tell which. Inside a string these are sent. */
export function escapedByHand(text: string): string[] {
	return placeholders(
		text,
		jsonPlaces,
		({ tree, state }) => escapingOf(tree) === 'unclear' && !(isOutside(state) && makesTextOfJson(tree)),
	);
}

/** In JSON, outside of its strings: they join or change JSON, so that it is one text. */
export function jsonSentAsText(text: string): string[] {
	return placeholders(
		text,
		jsonPlaces,
		({ tree, state, isAlone }) => isOutside(state) && !isAlone && makesTextOfJson(tree),
	);
}

/** In XML, or JSON that becomes XML: they have written references, which are escaped once more. */
export function referencesByHand(text: string, source: 'template' | 'json'): string[] {
	if (source === 'json')
		return placeholders(text, jsonPlaces, ({ tree }) => xmlEscapingOf(tree) !== undefined);
	return placeholders(
		text,
		xmlPlaces,
		({ tree, state }) => isTextOfXml(state) && xmlEscapingOf(tree) === 'unclear',
	);
}

const isOutside = (state: number) => state === jsonPlaces.start;

interface Placed {
	tree: AnyNode;
	/** The place in the body's language. */
	state: number;
	/** There is nothing else in the text. */
	isAlone: boolean;
}

function placeholders(text: string, places: Places, isMeant: (placed: Placed) => boolean): string[] {
	try {
		const pieces = cut(text, '', places === jsonPlaces);
		const isAlone =
			pieces.filter((piece) => piece.kind !== 'text' || piece.text.trim() !== '').length === 1;
		let state = places.start;
		return pieces.flatMap((piece) => {
			if (piece.kind === 'text') state = places.after(state, piece.text);
			const code = piece.kind === 'n8n' ? parseCode(piece.code) : undefined;
			if (piece.kind !== 'n8n' || !code || piece.raw) return [];
			return isMeant({ tree: code.tree, state, isAlone }) ? [text.slice(piece.start, piece.end)] : [];
		});
	} catch {
		return [];
	}
}
