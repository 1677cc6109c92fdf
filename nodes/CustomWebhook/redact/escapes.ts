import { asItIs, rewritten, type Reading } from './reading';

/** Texts may be nested in texts; each level is escaped once more. */
const MOST_LEVELS = 5;

const MAY_ESCAPE = /[%\\&]/;
/** An escaped character: percent-encoded (UTF-8, else a byte), or as in JSON, JavaScript or HTML. */
const ESCAPE =
	/%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}|%[\da-f]{2}|\\(?:u[\da-f]{4}|x[\da-f]{2}|["'\\/bfnrt])|&(?:#\d{1,8}|#x[\da-f]{1,8}|[a-z]{2,8}\d{0,2});/gi;

const SHORT: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** HTML's names for ASCII punctuation. */
const NAMES = new Map(
	Object.entries({
		...{
			amp: '&',
			lt: '<',
			gt: '>',
			quot: '"',
			apos: "'",
			excl: '!',
			num: '#',
			dollar: '$',
			percnt: '%',
		},
		...{
			lpar: '(',
			rpar: ')',
			ast: '*',
			plus: '+',
			comma: ',',
			period: '.',
			sol: '/',
			colon: ':',
			semi: ';',
		},
		...{
			equals: '=',
			quest: '?',
			commat: '@',
			lbrack: '[',
			lsqb: '[',
			bsol: '\\',
			rbrack: ']',
			rsqb: ']',
		},
		...{ hat: '^', lowbar: '_', grave: '`', lbrace: '{', lcub: '{', vert: '|', verbar: '|', rbrace: '}' },
		...{ rcub: '}', tilde: '~', hyphen: '-', dash: '-', Tab: '\t', NewLine: '\n', nbsp: '\u00a0' },
	}),
);

/** HTML's names for U+00C0 to U+00FF, in order. */
const LETTERS =
	'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde ' +
	'Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc ' +
	'atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc ' +
	'otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
LETTERS.split(' ').forEach((name, index) => NAMES.set(name, String.fromCharCode(0xc0 + index)));

/** The text as it is, and with its escapes decoded, again and again while there are any. */
export function levelsOf(text: string): Reading[] {
	const levels = [asItIs(text)];
	for (let level = levels[0]!; levels.length <= MOST_LEVELS && MAY_ESCAPE.test(level.text);) {
		const next = rewritten(level, ESCAPE, unescaped);
		if (next === level) break;
		levels.push(next);
		level = next;
	}
	return levels;
}

function unescaped(escape: string): string {
	if (escape.startsWith('%')) return ofBytes(Buffer.from(escape.replaceAll('%', ''), 'hex'));
	if (escape.startsWith('&')) return ofReference(escape.slice(1, -1)) ?? escape;
	const kind = escape.charAt(1);
	if (escape.length > 2) return String.fromCharCode(parseInt(escape.slice(2), 16));
	if (/[A-Z]/.test(kind)) return escape;
	return SHORT[kind] ?? kind;
}

function ofBytes(bytes: Buffer): string {
	const text = bytes.toString('utf8');
	return text.includes('\ufffd') && !bytes.equals(Buffer.from('\ufffd')) ? bytes.toString('latin1') : text;
}

function ofReference(name: string): string | undefined {
	if (!name.startsWith('#')) return NAMES.get(name);
	const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
	return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
