import { WebhookFailure } from '../../failure';
import { codePointName, failureInText, fieldLabel, shorten } from '../../formats';
import { isSameCharset, writerFor, type Writer } from './charset';
import { charsetIn, isXmlType } from './media-type';
import type { BuiltBody } from './types';

const XML_ENCODING = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/;
/** The longest XML declaration, in UTF-16 units. */
const MAX_DECLARATION_UNITS = 256;

/** A charset, and the field that names it. */
interface Named {
	label: string;
	field: string;
}

/**
 * The text of a body in the charset that its author chose: in a typed `Content-Type`, in the type of a text body, or in
 * the XML declaration. Without one it stays text, and is sent as UTF-8.
 * @throws WebhookFailure `request` if the charset is unknown, cannot write a character, or is not the one of the XML
 */
export function inCharset(body: BuiltBody, typedContentType: string | undefined): BuiltBody {
	const { content, field } = body;
	if (typeof content !== 'string' || field === undefined) return body;
	const ofType = charsetOfType(body, typedContentType);
	const declared = declaredIn(content, typedContentType ?? body.contentType, field);
	const chosen = ofType ?? declared;
	if (!chosen || isUtf8(chosen.label)) {
		if (ofType && declared) checkSame(content, field, ofType, declared);
		return body;
	}
	const bytes = written(content, field, chosen);
	if (ofType && declared) checkSame(content, field, ofType, declared);
	const contentType = ofType
		? body.contentType
		: body.contentType.replace(/charset=utf-8/, `charset=${chosen.label.toLowerCase()}`);
	return { ...body, content: bytes, text: content, contentType };
}

/**
 * A form in the charset of its typed content type: the bytes that its escapes stand for.
 * @param form percent-encoded, as UTF-8
 * @throws WebhookFailure `request`
 */
export function formInCharset(form: string, field: string, typedContentType: string | undefined): string {
	const label = charsetIn(typedContentType);
	if (label === undefined || isUtf8(label)) return form;
	const charset = { label, field: 'headers.Content-Type' };
	const write = writerOf(charset);
	return form.replace(/(?:%[89a-f][0-9a-f])+/gi, (escapes) => {
		const text = decoded(escapes);
		const bytes = text === undefined ? undefined : writtenBy(write, text, field, charset);
		return bytes ? [...bytes].map(escapeOf).join('') : escapes;
	});
}

/** Writes a text of a form; the field is the one that the text came from. */
export type TextWriter = (text: string, field: string) => Buffer;

/**
 * Writes the texts of a form with files in the charset of its typed content type; undefined for UTF-8.
 * @throws WebhookFailure `request`, also for a charset in which the boundary would not be ASCII
 */
export function textWriterFor(typedContentType: string | undefined): TextWriter | undefined {
	const label = charsetIn(typedContentType);
	if (label === undefined || isUtf8(label)) return undefined;
	const charset = { label, field: 'headers.Content-Type' };
	const write = writerOf(charset);
	const dash = write('-');
	if (!('bytes' in dash) || dash.bytes.length !== 1)
		throw new WebhookFailure(
			'request',
			`${fieldLabel(charset.field)}: this node cannot write a form in the charset ${shorten(label)}`,
			{ field: charset.field, description: 'Use utf-8, or a charset with one byte per character.' },
		);
	return (text, field) => writtenBy(write, text, field, charset);
}

/** The encoding for the declaration of an XML body with a typed content type. */
export function xmlEncodingFor(typedContentType: string | undefined): string {
	const label = charsetIn(typedContentType);
	return label === undefined || isUtf8(label) || !writerFor(label) ? 'UTF-8' : label.trim();
}

const escapeOf = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** Undefined for escapes that were typed in another charset. */
function decoded(escapes: string): string | undefined {
	try {
		return decodeURIComponent(escapes);
	} catch {
		return undefined;
	}
}

function charsetOfType(body: BuiltBody, typedContentType: string | undefined): Named | undefined {
	const label = charsetIn(typedContentType ?? (body.isTypedType ? body.contentType : undefined));
	if (label === undefined) return undefined;
	return { label, field: typedContentType === undefined ? 'textContentType' : 'headers.Content-Type' };
}

function declaredIn(text: string, contentType: string, field: string): Named | undefined {
	if (!isXmlType(contentType)) return undefined;
	const label = XML_ENCODING.exec(text.slice(0, MAX_DECLARATION_UNITS))?.[1];
	return label === undefined ? undefined : { label, field };
}

const isUtf8 = (label: string) => isSameCharset(label, 'utf-8');

/** A service decodes XML by either of the two charsets, so they must be the same. */
function checkSame(text: string, field: string, ofType: Named, declared: Named): void {
	if (isSameCharset(ofType.label, declared.label)) return;
	const other = writerFor(declared.label)?.(text);
	if (other && 'bytes' in other && other.bytes.equals(written(text, field, ofType))) return;
	throw new WebhookFailure(
		'request',
		`${fieldLabel(field)}: the XML declaration says ${shorten(declared.label)}, and the content type says ${shorten(ofType.label)}`,
		{ field, description: 'Name the same encoding in both, or remove it from one of them.' },
	);
}

function written(text: string, field: string, charset: Named): Buffer {
	return writtenBy(writerOf(charset), text, field, charset);
}

function writerOf({ label, field }: Named): Writer {
	const writer = writerFor(label);
	if (writer) return writer;
	throw new WebhookFailure(
		'request',
		`${fieldLabel(field)}: this node cannot write the charset ${shorten(label)}`,
		{
			field,
			description: 'Use utf-8. UTF-16 and every charset with one byte per character work too.',
		},
	);
}

function writtenBy(write: Writer, text: string, field: string, { label }: Named): Buffer {
	const result = write(text);
	if ('bytes' in result) return result.bytes;
	const character = String.fromCodePoint(text.codePointAt(result.unfit) ?? 0);
	throw failureInText(
		text,
		field,
		{
			offset: result.unfit,
			message: `the charset ${shorten(label)} has no ${shorten(character)} (${codePointName(character)})`,
			fix: 'Use charset=utf-8, or remove the character.',
		},
		{ kind: 'request' },
	);
}
