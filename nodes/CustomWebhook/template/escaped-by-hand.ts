import { cut } from './cut';
import { escapingOf, parseCode } from './expressions';

/**
 * Placeholders of a JSON text whose expressions put backslashes into their value, as they are written, and nobody can
 * tell which: inside a string these backslashes are sent.
 */
export function escapedByHand(text: string): string[] {
	try {
		return cut(text, '', true).flatMap((piece) => {
			const code = piece.kind === 'n8n' ? parseCode(piece.code) : undefined;
			const isUnclear = code !== undefined && escapingOf(code.tree) === 'unclear';
			return isUnclear && piece.kind === 'n8n' ? [text.slice(piece.start, piece.end)] : [];
		});
	} catch {
		return [];
	}
}
