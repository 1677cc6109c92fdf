import { CHOICES, type Choice } from '../../defaults';
import type { BodySettings } from '../types';
import type { Word } from './command';
import { joinedData } from './data';
import type { Draft } from './draft';
import { FILE_FIELD, formParts } from './form';
import { FORM_TYPE, type CommandHeaders } from './headers';
import { MARK, Typed } from './typed';

/** The `Content-Type` and `Accept` of `--json`. */
const JSON_OPTION_TYPE = 'application/json';
/** Also the names that services give to it, as `application/x-amz-json-1.1`. */
const JSON_TYPE = /^[^;]*[/+.-]json\b/i;
const JSON_LINES_TYPE = /^[^;]*(?:ndjson|jsonl(?:ines)?|json-?stream)\b/i;
const XML_TYPE = /^[^;]*[/+]xml\b/i;
/** `a=`, `a[b]=`, `flag&a=`, `[a]=`. Ordinary text has a space before its first `=`. */
const FORM_START = /^(?:[^\s={[<]|\[[^\s=&"{\]]*\])[^\s=]*=/;

/** The body, and the method that goes with it. */
export function methodAndBody(
	draft: Draft,
	headers: CommandHeaders,
): { method: Choice<'method'>; body: BodySettings } {
	refuseTwoKinds(draft);
	const body = bodyOf(draft, headers);
	const method = methodOf(draft);
	if (method === 'HEAD' && body.type !== 'none')
		throw draft.mistake(
			draft.method ?? draft.head ?? draft.urls[0]!,
			'a HEAD request has no body',
			'Use -G to send the data in the URL, or another method.',
		);
	return { method, body };
}

function refuseTwoKinds(draft: Draft): void {
	const { data, form, upload, head, get } = draft;
	const kinds = [data.length > 0, form.length > 0, upload, head && data.length > 0 && !get].filter(Boolean);
	if (kinds.length > 1 || (get && (form.length > 0 || upload)))
		throw draft.mistake(
			upload ?? form[0] ?? head ?? draft.urls[0]!,
			'the command has two kinds of body, or a body beside -I',
			'Use one of -d, -F and -T. With -I, add -G to send the data in the URL.',
		);
}

function methodOf(draft: Draft): Choice<'method'> {
	const { method, head, get, upload, data, form } = draft;
	if (method) {
		const text = draft.plain('-X', method);
		const known = CHOICES.method.find((choice) => choice === text);
		if (known) return known;
		const meant = CHOICES.method.find((choice) => choice === text.toUpperCase());
		throw draft.mistake(
			method,
			'-X has a method that this node does not send',
			meant
				? `Methods are written in capitals: -X ${meant}.`
				: `It sends ${CHOICES.method.join(', ')}.`,
		);
	}
	if (head) return 'HEAD';
	if (get) return 'GET';
	if (upload) return 'PUT';
	return data.length > 0 || form.length > 0 ? 'POST' : 'GET';
}

function bodyOf(draft: Draft, headers: CommandHeaders): BodySettings {
	if (draft.upload) return uploaded(draft, draft.upload);
	if (draft.form.length > 0) return { type: 'multipart', parts: formParts(draft) };
	if (draft.data.length === 0 || draft.get) return { type: 'none' };
	if (draft.isJson) headers.setUsual('Accept', new Typed(JSON_OPTION_TYPE));
	const data = joinedData(draft);
	// with --json the body has its type by itself: as lines of a batch it has another one
	const isOfBody = draft.isJson && !headers.has('Content-Type') && data.text !== '';
	const isTypeTyped = headers.text('Content-Type') !== '';
	if (!isOfBody) headers.setUsual('Content-Type', new Typed(draft.isJson ? JSON_OPTION_TYPE : FORM_TYPE));
	if (!data.text.isWellFormed())
		throw draft.mistake(
			draft.urls[0]!,
			'the body has bytes that are no text',
			'To send a file, use -T with the name of its binary field.',
		);
	return textBody(draft, data, isOfBody ? JSON_OPTION_TYPE : headers.text('Content-Type'), isTypeTyped);
}

/** The body by its type, which decides how values are encoded and the whole is checked. */
function textBody(draft: Draft, data: Typed, type: string, isTypeTyped: boolean): BodySettings {
	const { isEncoded, command, data: pieces } = draft;
	const text = data.template(command.syntax);
	if (data.text === '') return { type: 'none' };
	if (JSON_TYPE.test(type) || JSON_LINES_TYPE.test(type)) return { type: 'json', text, mayBeLines: true };
	if (XML_TYPE.test(type)) return { type: 'xml', source: 'template', text, soapAction: '' };
	// the default type of cURL says nothing, nor does a placeholder as the type: then the text's beginning decides
	const isForm = type === '' || type.toLowerCase().startsWith(FORM_TYPE);
	if (!isForm && !type.includes(MARK)) return { type: 'text', text, contentType: type };
	const start = data.text.trimStart();
	if (isEncoded || FORM_START.test(start)) return { type: 'formText', text, isAsTyped: true };
	if (/^[{[]/.test(start)) return { type: 'json', text, mayBeLines: true };
	if (/^<[\w?!]/.test(start)) return { type: 'xml', source: 'template', text, soapAction: '' };
	if (pieces.length > 1 || (isForm && isTypeTyped && start.includes('=')))
		return { type: 'formText', text, isAsTyped: true };
	return { type: 'text', text, contentType: FORM_TYPE };
}

function uploaded(draft: Draft, upload: Word): BodySettings {
	const name = draft.plain('-T', upload);
	if (!FILE_FIELD.test(name))
		throw draft.mistake(
			upload,
			'-T reads a file of the computer that runs n8n',
			'Write the name of the binary field of the item, as in -T data.',
		);
	if (/\/$/.test(draft.urls[0]?.typed.text ?? ''))
		throw draft.mistake(
			upload,
			'with a URL that ends in /, cURL adds the name of its file',
			'Write the whole URL, with the name that the file is to have.',
		);
	return { type: 'binary', property: name };
}
