import { quoted, ValueFault } from './spot';

/** Quoted text, which is kept, and the runs of one letter between, which are Luxon's tokens. */
const PIECE = /'[^']*(?:'|$)|([a-z])\1*|%/gi;

/** All tokens of Luxon (its manual, "Table of tokens"). It would write anything else as it is. */
const TOKENS =
	/^(?:S|u|SSS|ss?|uuu?|mm?|hh?|HH?|Z{1,5}|z|a|dd?|[cE](?:.{2,4})?|[LM]{1,5}|y|yy|yyyy|y{6}|G|GG|G{5}|kk|kkkk|WW?|nn?|ii|iiii|o|ooo|qq?|[Xx]|[DtTfF]{1,4})$/;

/** Tokens that are a whole date, a whole time, or both, and those of a part, beside which they say it twice. */
const WHOLES = [
	{ whole: /^D/, part: /^[yMLdkn]/, what: 'a whole date' },
	{ whole: /^[tT]/, part: /^[Hhms]/, what: 'a whole time' },
	{ whole: /^[fF]/, part: /^[yMLdknHhms]/, what: 'a whole date and time' },
];

const WAY_OUT = "Write yyyy-MM-dd HH:mm:ss, and text in single quotes, as in yyyy-MM-dd'T'HH:mm";

/**
 * Refuses formats that Luxon would take for something else: `YYYY-MM-DD` as moment.js has it, `%Y-%m-%d`, and text
 * without quotes, such as the T of `yyyy-MM-ddTHH:mm`.
 * @throws ValueFault that names the piece
 */
export function checkDateFormat(format: string): void {
	const pieces = Array.from(format.matchAll(PIECE), ([piece]) => piece);
	const tokens = pieces.filter((piece) => !piece.startsWith("'"));
	const unknown = tokens.find((token) => !TOKENS.test(token));
	if (unknown !== undefined) throw fault(`has ${quoted(unknown)} in its format, which Luxon does not know`);
	for (const { whole, part, what } of WHOLES) {
		const found = tokens.find((token) => whole.test(token));
		if (found !== undefined && tokens.some((token) => part.test(token)))
			throw fault(`has ${quoted(found)} in its format, which is ${what}`);
	}
}

const fault = (message: string) => new ValueFault(`${message}. ${WAY_OUT}`);
