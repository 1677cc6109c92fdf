import type { Word } from './command';
import type { Draft } from './draft';
import { Typed } from './typed';

const NO_FILES =
	'Write the text itself. To send a file of the item, use -T with the name of its binary field, or set Request From to Fields.';

/** `-d x`, `--data-binary x`, `--json x`. */
export function addData(draft: Draft, value: Word, option: string, joint: '' | '&' = '&'): void {
	const { typed } = value;
	if (typed.text === '@-' && draft.input) draft.data.push({ typed: draft.input, joint });
	else if (typed.text.startsWith('@')) throw readsFile(draft, value, `${option} @…`);
	else draft.data.push({ typed, joint });
}

/** `--data-urlencode content`, `=content`, `name=content`. */
export function addEncoded(draft: Draft, value: Word): void {
	draft.data.push({ typed: encoded(draft, value, '--data-urlencode'), joint: '&' });
	draft.isEncoded = true;
}

/** `--url-query`: as `--data-urlencode`, or `+` and what is sent as it is. */
export function addQuery(draft: Draft, value: Word): void {
	const { typed } = value;
	draft.query.push(typed.text.startsWith('+') ? typed.slice(1) : encoded(draft, value, '--url-query'));
}

function encoded(draft: Draft, value: Word, option: string): Typed {
	const { typed } = value;
	const cut = typed.cutAt('=');
	if (cut) {
		const [name, content] = cut;
		const text = content.map(percentEncoded);
		return name.text === '' ? text : Typed.join([name, text], '=');
	}
	if (typed.text.includes('@')) throw readsFile(draft, value, `${option} with @ and no =`);
	return typed.map(percentEncoded);
}

/** Encodes like cURL: all but the unreserved characters of RFC 3986, and a space as `+`. */
function percentEncoded(text: string): string {
	return encodeURIComponent(text.toWellFormed())
		.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
		.replaceAll('%20', '+');
}

function readsFile(draft: Draft, value: Word, option: string) {
	return draft.mistake(value, `${option} reads a file of the computer that runs n8n`, NO_FILES);
}

/** All pieces, joined. */
export function joinedData({ data }: Draft): Typed {
	return Typed.join(
		data.flatMap(({ typed, joint }, index) => [new Typed(index === 0 ? '' : joint), typed]),
	);
}
