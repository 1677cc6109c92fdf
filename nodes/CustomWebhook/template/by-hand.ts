/**
 * Finds placeholders of a body whose expressions have encoded their value for the body by themselves, so that it is not
 * sent as meant. Each function returns them as typed; none if the text's syntax is wrong.
 */
import type { AnyNode } from 'acorn';

import { cut } from './cut';
import { escapingOf, makesTextOfJson, parseCode, xmlEscapingOf } from './expressions';
import { isTextOfXml, jsonPlaces, xmlPlaces, type Places } from './places';

/** In JSON: they add backslashes that cannot be told from those of the value. Inside a string, all are sent. */
export function escapedByHand(text: string): string[] {
	return placeholders(
		text,
		jsonPlaces,
		({ tree, state }) => escapingOf(tree) === 'unclear' && !(isOutside(state) && makesTextOfJson(tree)),
	);
}

/** In JSON, outside of its strings: they join or change JSON text, so that it is sent as one string. */
export function jsonSentAsText(text: string): string[] {
	return placeholders(
		text,
		jsonPlaces,
		({ tree, state, isAlone }) => isOutside(state) && !isAlone && makesTextOfJson(tree),
	);
}

/** In XML, or JSON that becomes XML: they have written references, which are escaped again. */
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
	/** The place in the body's syntax. */
	state: number;
	/** Whether there is nothing else in the text. */
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
