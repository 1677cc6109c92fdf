import { levelsOf } from './escapes';
import { rewritten, type Reading } from './reading';

/**
 * How a secret may be written. Both sides are undone instead of writing out all forms: the text, and the secret, which
 * may look like an escape itself, are read at each level of escaping, and then compared.
 */

/** A shorter piece is found by chance, in words and in the base64 of pictures. */
const SHORTEST_TEXT = 4;
const SHORTEST_INNER_BASE64 = 6;
/** Three bytes make four characters of base64: a secret looks in three ways there, by the bytes before it. */
const PLACES_IN_BASE64 = [0, 1, 2];

/** Characters that nobody sees: soft hyphen, zero-width, bidirectional, word joiners, BOM. */
const INVISIBLE = '\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff';
const ALL_INVISIBLE = new RegExp(`[${INVISIBLE}]+`, 'g');
/** White space, `+` for it as forms have it, and what is invisible; a single space is passed over. */
const SPACES = new RegExp(`[\\s+${INVISIBLE}]{2,}|(?! )[\\s+${INVISIBLE}]`, 'g');
/** Line breaks in base64; spaces only behind a long piece of it, where a text was put on one line. */
const BREAKS = new RegExp(`[\\r\\n]\\s*|(?<=[\\w+/-]{20})\\s+|[${INVISIBLE}]+`, 'g');

/** A secret as it is looked for. */
export interface Form {
	text: string;
	/** Of base64: whether the characters at its ends are shared with what is around the secret. */
	base64?: { sharesStart: boolean; sharesEnd: boolean };
}

/** What is looked for in each reading of a text. */
export interface Readings {
	texts: Reading[];
	base64: Reading[];
}

/** The readings of a text in which secrets are looked for. */
export function readingsOf(text: string): Readings {
	const levels = levelsOf(text);
	return { texts: levels.map(inOneSpace), base64: levels.map(inOnePiece) };
}

/** A secret in each form that is looked for. */
export function formsOf(secret: string): Form[] {
	const written = [secret, secret.toWellFormed(), inHeader(secret)];
	const texts = new Set(written.flatMap((text) => levelsOf(text).map((level) => inOneSpace(level).text)));
	return [
		...[...texts].filter(({ length }) => length >= SHORTEST_TEXT).map((text) => ({ text })),
		...base64FormsOf(secret),
	];
}

/** A secret that is hidden only where it is a whole value, as it may stand there. */
export function wholeValuesOf(secret: string): string[] {
	const base64 = Buffer.from(secret, 'utf8').toString('base64');
	const percent = encodeURIComponent(secret.toWellFormed());
	return [secret, inHeader(secret), base64, base64.replace(/={1,2}$/, ''), percent].flatMap((form) => [
		form,
		`Bearer ${form}`,
	]);
}

function inOneSpace(reading: Reading): Reading {
	return rewritten(reading, SPACES, (piece) => (piece.replace(ALL_INVISIBLE, '') === '' ? '' : ' '));
}

/** Either alphabet of RFC 4648 as the first one, without what breaks the lines. */
function inOnePiece({ text, toSource }: Reading): Reading {
	const inFirstAlphabet = text.replaceAll('-', '+').replaceAll('_', '/');
	return rewritten({ text: inFirstAlphabet, toSource }, BREAKS, () => '');
}

function base64FormsOf(secret: string): Form[] {
	const bytes = Buffer.from(secret, 'utf8');
	return PLACES_IN_BASE64.flatMap((before) => {
		const base64 = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		const bits = (before + bytes.length) * 8;
		const text = base64.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
		if (before > 0 && text.length < SHORTEST_INNER_BASE64) return [];
		return [{ text, base64: { sharesStart: before > 0, sharesEnd: bits % 6 !== 0 } }];
	});
}

/** Node reads the bytes of a header as Latin-1, also if the service means UTF-8. */
const inHeader = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
