import type { Run } from '../run';
import { ValueFault } from '../spot';
import { textOf, wellFormed } from '../values';
import { afterXml, XmlPlace } from './xml-states';
import type { Places } from './types';

/** Characters that XML 1.0 (section 2.2) has no word for, not even as a reference. Lone surrogates go before. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const MARKUP = /[&<>"'\r]/;
const MARKUP_IN_ATTRIBUTE = /[&<>"'\r\n\t]/;
const REFERENCES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
	/** A reader would turn these into a line feed, in an attribute into spaces, if they stood plain. */
	'\r': '&#13;',
	'\n': '&#10;',
	'\t': '&#9;',
};
const NAME = /^[\p{L}_:][\p{L}\p{N}\p{M}_:.·-]*$/u;
const NAME_CHARACTERS = /^[\p{L}\p{N}\p{M}_:.·-]*$/u;
const PLAIN = /^[\p{L}\p{N} _:./-]*$/u;

/** An XML text: whatever a value holds, it opens and closes nothing. */
export const xmlPlaces: Places = {
	start: XmlPlace.Text,
	after: afterXml,
	encode(run, value) {
		const text = allowed(textOf(value));
		switch (run.state) {
			case XmlPlace.Text:
				return MARKUP.test(text) ? text.replace(/[&<>"'\r]/g, reference) : text;
			case XmlPlace.DoubleQuoted:
			case XmlPlace.SingleQuoted:
				return MARKUP_IN_ATTRIBUTE.test(text) ? text.replace(/[&<>"'\r\n\t]/g, reference) : text;
			case XmlPlace.Comment:
			case XmlPlace.CommentDash:
			case XmlPlace.CommentDashes:
				return inComment(run, text);
			case XmlPlace.Cdata:
			case XmlPlace.CdataBracket:
			case XmlPlace.CdataBrackets:
				return inCdata(run, text);
			default:
				return inMarkup(run, text);
		}
	},
};

function allowed(text: string): string {
	return wellFormed(text, '').replace(FORBIDDEN, '');
}

function reference(character: string): string {
	return REFERENCES[character] ?? character;
}

/** No two dashes in a row, none at the end, and nothing that ends dashes in front of it. */
function inComment(run: Run, text: string): string {
	const isAfterDash = run.state !== XmlPlace.Comment;
	run.state = XmlPlace.Comment;
	return text === '' && isAfterDash ? ' ' : text.replace(/-(?=-|$)/g, '- ').replace(/^[->]/, ' $&');
}

const REOPEN = ']]><![CDATA[';

/** Wherever `]]>` could come about, with what stands around it too, the section is closed and opened again. */
function inCdata(run: Run, text: string): string {
	if (text === '') return text;
	run.state = XmlPlace.Cdata;
	const inside = text.replace(/\]\]>/g, `]]${REOPEN}>`);
	return (/^\]?>/.test(text) ? REOPEN : '') + inside + (text.endsWith(']') ? REOPEN : '');
}

function inMarkup(run: Run, text: string): string {
	const { state } = run;
	if (state === XmlPlace.TagStart) {
		run.state = XmlPlace.TagName;
		return checked(text, NAME, 'must be an XML name there: letters and digits');
	}
	if (state === XmlPlace.TagName)
		return checked(text, NAME_CHARACTERS, 'must be part of an XML name there');
	if (state === XmlPlace.Tag) return checked(text, NAME, 'must be an attribute name there');
	if (state === XmlPlace.Instruction || state === XmlPlace.Declaration) {
		return checked(text, PLAIN, 'may only hold letters and digits there');
	}
	throw new ValueFault('stands in a tag without quotes around it: put it in "…"');
}

function checked(text: string, rule: RegExp, message: string): string {
	if (rule.test(text)) return text;
	throw new ValueFault(message);
}
