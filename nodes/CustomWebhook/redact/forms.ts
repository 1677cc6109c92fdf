/** The ways in which a secret may stand in a text, as sources of regular expressions without back-tracking. Pure. */

/** The source of a regular expression in its parts, one for each character or so. */
export type Pattern = readonly string[];

/** An escaped character may be escaped again where a text is nested in a text: so many times, and no more. */
const NESTED = 3;
/** Each nesting doubles the backslashes in front, and adds one. */
const MOST_BACKSLASHES = 2 ** NESTED - 1;

/**
 * A piece of base64 that is found inside a longer one has no padding to tell its place: with fewer characters it
 * would be found by chance, in the base64 of a picture for example.
 */
const SHORTEST_INNER_BASE64 = 6;
/** Bytes before a secret in its group of three. */
const PLACES_IN_BASE64 = [0, 1, 2];

const SHORT_ESCAPES: Record<string, string> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' };
const ENTITIES: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
const BACKSLASHES = `\\\\{1,${MOST_BACKSLASHES}}`;
const PERCENT = `%(?:25){0,${NESTED}}`;

/**
 * Patterns for a secret as it is, as a header has it, JSON-escaped, percent-encoded or escaped for XML or HTML (each
 * character in any of these ways), and for its base64, also as a part of the base64 of a longer text.
 */
export function patternsOf(secret: string): Pattern[] {
	// what is put on one line has a single space for a run of white space
	const pieces = secret.toWellFormed().match(/\s+|\S/gu) ?? [];
	return [pieces.map(patternOfPiece), ...base64PatternsOf(secret)];
}

/** The usual ones of these forms, as texts. */
export function formsOf(secret: string): string[] {
	const percent = encodeURIComponent(secret.toWellFormed());
	const base64 = PLACES_IN_BASE64.map((before) => coreOfBase64(secret, before).core).filter(
		({ length }) => length >= SHORTEST_INNER_BASE64,
	);
	return [
		secret,
		secret.replace(/\s+/g, ' '),
		inHeader(secret),
		JSON.stringify(secret).slice(1, -1),
		percent,
		percent.replace(/%../g, (code) => code.toLowerCase()),
		encodeURIComponent(percent),
		...base64,
		...base64.map((core) => core.replaceAll('+', '-').replaceAll('/', '_')),
	];
}

/** A secret that is hidden only where it is a whole value, as it may stand there. */
export function wholeValuesOf(secret: string): string[] {
	const base64 = Buffer.from(secret, 'utf8').toString('base64');
	const percent = encodeURIComponent(secret.toWellFormed());
	return [secret, inHeader(secret), base64, base64.replace(/=+$/, ''), percent].flatMap((form) => [
		form,
		`Bearer ${form}`,
	]);
}

/** A character, or a run of white space. */
function patternOfPiece(piece: string): string {
	const characters = [...piece].map(patternOfCharacter).join('');
	return /^\s{2,}$/.test(piece) ? `(?:${characters}| )` : characters;
}

function patternOfCharacter(character: string): string {
	if (/[A-Za-z0-9]/.test(character)) return character;
	const percent = [...Buffer.from(character, 'utf8')]
		.map((byte) => PERCENT + anyCase(hex(byte, 2)))
		.join('');
	const units = Array.from(
		{ length: character.length },
		(_, index) => `${BACKSLASHES}u${anyCase(hex(character.charCodeAt(index), 4))}`,
	).join('');
	const ways = [literal(character), percent, units];
	if (character > '\x7f') ways.push(inHeader(character));
	const short = SHORT_ESCAPES[character];
	if (short !== undefined) ways.push(BACKSLASHES + short);
	if (character === '"' || character === '/') ways.push(BACKSLASHES + literal(character));
	if (character === '\\') ways.push(`\\\\{2,${MOST_BACKSLASHES + 1}}`);
	if (character === ' ') ways.push('\\+');
	else if (/\s/.test(character)) ways.push(' ');
	ways.push(entityOf(character));
	// the longer ways first: a backslash is also the beginning of its own escape
	return `(?:${ways.reverse().join('|')})`;
}

/** As XML and HTML have it: by name, or by its number. */
function entityOf(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	const name = Object.hasOwn(ENTITIES, character) ? `${ENTITIES[character]}|` : '';
	return `&(?:${name}#0*${code}|#[xX]0*${anyCase(code.toString(16))});`;
}

function base64PatternsOf(secret: string): Pattern[] {
	return PLACES_IN_BASE64.flatMap((before) => {
		const { core, sharesEnd } = coreOfBase64(secret, before);
		if (before > 0 && core.length < SHORTEST_INNER_BASE64) return [];
		const pattern = [...core].map(patternOfBase64);
		if (before > 0) pattern.unshift('[A-Za-z0-9+\\/_-]');
		if (sharesEnd) pattern.push(`[A-Za-z0-9+\\/_-]?(?:=|%3[Dd]|${entityOf('=')}){0,2}`);
		return [pattern];
	});
}

/**
 * Three bytes make four characters of base64 (RFC 4648), so a secret within a longer text looks in three ways,
 * by the number of bytes before it. The characters at both ends that it shares with its neighbours are not in the core.
 */
function coreOfBase64(secret: string, before: number): { core: string; sharesEnd: boolean } {
	const bytes = Buffer.from(secret, 'utf8');
	const base64 = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
	const bits = (before + bytes.length) * 8;
	const core = base64.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
	return { core, sharesEnd: bits % 6 !== 0 };
}

/** Either alphabet of RFC 4648, also percent-encoded, JSON-escaped or escaped for HTML. */
function patternOfBase64(character: string): string {
	if (character === '+') return `(?:[+-]|${PERCENT}2[Bb]|${entityOf('+')})`;
	if (character === '/') return `(?:[\\/_]|\\\\\\/|${PERCENT}2[Ff]|${entityOf('/')})`;
	return character;
}

/** Node reads the bytes of a header as Latin-1, also where the service means UTF-8. */
const inHeader = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');
const anyCase = (digits: string) =>
	digits.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
