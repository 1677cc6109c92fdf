import { levelsOf } from './escapes';
import { rewritten, type Reading } from './reading';

/**
 * How a secret may be written. Instead of listing all forms, both sides are decoded and then compared, at each level of
 * escaping: the text, and the secret, which may look like an escape itself.
 */

/** A shorter piece would be found by chance, in words and in the base64 of pictures. */
const SHORTEST_TEXT = 4;
const SHORTEST_INNER_BASE64 = 6;
/** Three bytes make four characters of base64, so a secret has three forms there, by the bytes before it. */
const PLACES_IN_BASE64 = [0, 1, 2];

/** Invisible characters: soft hyphen, zero-width, bidirectional, word joiners, BOM. */
const INVISIBLE = '\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff';
const ALL_INVISIBLE = new RegExp(`[${INVISIBLE}]+`, 'g');
/** White space, `+` as in forms, and invisible characters; a single space needs no replacement. */
const SPACES = new RegExp(`[\\s+${INVISIBLE}]{2,}|(?! )[\\s+${INVISIBLE}]`, 'g');
/** Line breaks in base64; spaces only after a long piece, where lines may have been joined. */
const BREAKS = new RegExp(`[\\r\\n]\\s*|(?<=[\\w+/-]{20})\\s+|[${INVISIBLE}]+`, 'g');

/** A form of a secret to search for. */
export interface Form {
	text: string;
	/** Base64 only: whether the characters at its ends share bits with the bytes around the secret. */
	base64?: { sharesStart: boolean; sharesEnd: boolean };
}

/** The readings of a text in which each kind of form is searched for. */
export interface Readings {
	texts: Reading[];
	base64: Reading[];
}

/** The readings of a text in which secrets are looked for. */
export function readingsOf(text: string): Readings {
	const levels = levelsOf(text);
	return { texts: levels.map(inOneSpace), base64: levels.map(inOnePiece) };
}

/** All forms of a secret to search for. */
export function formsOf(secret: string): Form[] {
	const written = [secret, secret.toWellFormed(), inHeader(secret)];
	const texts = new Set(written.flatMap((text) => levelsOf(text).map((level) => inOneSpace(level).text)));
	return [
		...[...texts].filter(({ length }) => length >= SHORTEST_TEXT).map((text) => ({ text })),
		...base64FormsOf(secret),
	];
}

/** The whole values that mean a short secret, which is hidden only as a whole value. */
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

/** Base64 in the first alphabet of RFC 4648, from either, and without line breaks. */
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
