import {
	beginsXmlName,
	continuesXmlName,
	readReferences,
	withoutForbidden,
	xmlAttribute,
	xmlText,
} from '../../formats/xml';
import type { Rendering } from '../rendering';
import { ValueFault } from '../spot';
import { Encoded, textOf } from '../values';
import { afterXml, XmlPlace } from './xml-states';
import type { Places } from './types';

const isPlain = (text: string) => /^[\p{L}\p{N} _:./-]*$/u.test(text);

/** An XML text: no value can open or close markup. */
export const xmlPlaces: Places = {
	start: XmlPlace.Text,
	after: afterXml,
	encode(rendering, value) {
		const text = textOf(value);
		switch (rendering.state) {
			case XmlPlace.Text:
				return xmlText(unescaped(value, text));
			case XmlPlace.DoubleQuoted:
			case XmlPlace.SingleQuoted:
				return xmlAttribute(unescaped(value, text));
			case XmlPlace.Comment:
			case XmlPlace.CommentDash:
			case XmlPlace.CommentDashes:
				return inComment(rendering, withoutForbidden(text));
			case XmlPlace.Cdata:
			case XmlPlace.CdataBracket:
			case XmlPlace.CdataBrackets:
				return inCdata(rendering, withoutForbidden(text));
			default:
				return inMarkup(rendering, withoutForbidden(text));
		}
	},
};

/** References that an expression has written are read here, so that escaping does not double them. */
const unescaped = (value: unknown, text: string): string =>
	value instanceof Encoded && value.language === 'xml' ? readReferences(text) : text;

/** Whether a place is in text or in an attribute's value, where values are escaped. */
export const isTextOfXml = (state: number): boolean =>
	[XmlPlace.Text, XmlPlace.DoubleQuoted, XmlPlace.SingleQuoted].some((place) => place === state);

/** Spaces keep dashes apart: no two in a row, none at the end, and no `-` or `>` right after typed dashes. */
function inComment(rendering: Rendering, text: string): string {
	const isAfterDash = rendering.state !== XmlPlace.Comment;
	rendering.state = XmlPlace.Comment;
	return text === '' && isAfterDash ? ' ' : text.replace(/-(?=-|$)/g, '- ').replace(/^[->]/, ' $&');
}

const REOPEN = ']]><![CDATA[';

/** Closes and reopens the section wherever `]]>` could arise, also together with the text around the value. */
function inCdata(rendering: Rendering, text: string): string {
	if (text === '') return text;
	rendering.state = XmlPlace.Cdata;
	const inside = text.replace(/\]\]>/g, `]]${REOPEN}>`);
	return (/^\]?>/.test(text) ? REOPEN : '') + inside + (text.endsWith(']') ? REOPEN : '');
}

function inMarkup(rendering: Rendering, text: string): string {
	const { state } = rendering;
	if (state === XmlPlace.TagStart) {
		rendering.state = XmlPlace.TagName;
		return checked(text, beginsXmlName, 'must be an XML name there: letters and digits');
	}
	if (state === XmlPlace.TagName)
		return checked(text, continuesXmlName, 'must be part of an XML name there');
	if (state === XmlPlace.Tag) return checked(text, beginsXmlName, 'must be an attribute name there');
	if (state === XmlPlace.Instruction || state === XmlPlace.Declaration) {
		return checked(text, isPlain, 'may only hold letters and digits there');
	}
	throw new ValueFault('is in a tag without quotes around it: put it in "…"');
}

function checked(text: string, isAllowed: (text: string) => boolean, message: string): string {
	if (isAllowed(text)) return text;
	throw new ValueFault(message);
}
