import type { PartSettings } from '../types';
import type { Word } from './command';
import type { Draft } from './draft';
import { Typed } from './typed';

/** The name of an item's file: `data`, `attachment_0`. */
export const FILE_FIELD = /^[A-Za-z]\w*$/;

/** Parameters after a value (curl's manual, `-F`). */
const PARAMETER = /;\s*(type|filename|headers|encoder)=/gi;
const QUOTED = /^@?"(?:[^"\\]|\\[^])*"/;

/** The parts of `-F` and `--form-string`. */
export function formParts(draft: Draft): PartSettings[] {
	return draft.form.map((word) => partOf(draft, word));
}

function partOf(draft: Draft, word: Word): PartSettings {
	const { syntax } = draft.command;
	const cut = word.typed.cutAt('=');
	if (!cut) throw draft.mistake(word, 'this field of a form has no =', "Write it as in -F 'name=value'.");
	const [name, whole] = cut;
	if (draft.formStrings.has(word)) return textPart(name.template(syntax), whole.template(syntax), '', '');
	const { value, type, fileName } = withoutParameters(draft, word, whole.trimStart());
	const mimeType = type ? mimeTypeOf(draft, word, type) : '';
	const file = fileName ? fileName.template(syntax) : '';
	if (value.text.startsWith('<')) throw readsFile(draft, word);
	if (!value.text.startsWith('@'))
		return textPart(name.template(syntax), unquoted(value).template(syntax), file, mimeType);
	const property = unquoted(value.slice(1)).text;
	if (!FILE_FIELD.test(property)) throw readsFile(draft, word);
	return { kind: 'file', name: name.template(syntax), binaryProperty: property, fileName: file, mimeType };
}

/** A text with a file name has a type, as cURL sends it. */
function textPart(name: string, value: string, fileName: string, mimeType: string): PartSettings {
	const type = mimeType === '' && fileName !== '' ? 'text/plain' : mimeType;
	return { kind: 'text', name, value, fileName, mimeType: type, isAsTyped: true };
}

/** The value, and the parameters after it. */
function withoutParameters(draft: Draft, word: Word, whole: Typed) {
	const { text } = whole;
	const quoted = QUOTED.exec(text)?.[0].length;
	const end = quoted ?? `${text};`.indexOf(';');
	const rest = whole.slice(end);
	const found = [...rest.text.matchAll(PARAMETER)];
	if (rest.text.slice(0, found[0]?.index).trim() !== '')
		throw draft.mistake(
			word,
			'cURL leaves out what is behind ; in the value of -F',
			'Use --form-string, or put the value in double quotes within the quotes of the shell.',
		);
	const parameters = new Map<string, Typed>();
	for (const [index, parameter] of found.entries()) {
		const name = (parameter[1] ?? '').toLowerCase();
		if (name === 'headers' || name === 'encoder')
			throw draft.mistake(word, `-F with ${name}= is not understood`, 'Use type= or filename=.');
		const start = parameter.index + parameter[0].length;
		const value = rest.slice(start, found[index + 1]?.index).trim();
		parameters.set(name, name === 'type' ? value : unquoted(value));
	}
	return {
		value: whole.slice(0, end).trim(),
		type: parameters.get('type'),
		fileName: parameters.get('filename'),
	};
}

function mimeTypeOf(draft: Draft, word: Word, { text, hasPlaceholder }: Typed): string {
	if (!hasPlaceholder && /^[\x20-\x7e]+$/.test(text)) return text.trim();
	throw draft.mistake(
		word,
		'type= takes a media type, without placeholders',
		'Write it as in type=text/csv.',
	);
}

/** A value in double quotes, as cURL reads it. */
function unquoted(value: Typed): Typed {
	if (!/^"[^]*"$/.test(value.text) || value.text.length < 2) return value;
	return value.slice(1, -1 + value.text.length).map((text) => text.replace(/\\(["\\])/g, '$1'));
}

function readsFile(draft: Draft, word: Word) {
	return draft.mistake(
		word,
		'-F reads a file of the computer that runs n8n',
		"Write the name of the binary field of the item, as in -F 'file=@data', or set Request From to Fields.",
	);
}
