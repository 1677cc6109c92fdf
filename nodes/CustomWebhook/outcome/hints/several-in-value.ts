import { looksEncoded, shorten } from '../../formats';
import type { NamedTemplate } from '../../settings';
import type { RunSeen } from './run-seen';
import { faultsOfRows, type TypedRow } from './typed-rows';

type Seen = Pick<RunSeen['settings'], 'requestFrom' | 'queryParameters' | 'body' | 'templates'>;

/** With a `;` at its end, it is a part of a cookie or a header. */
const PAIR = /^[\w.[\]-]+=[^;]*$/;

/** Values of rows in which several parameters were pasted, or one with its name. */
export function severalInValue({ requestFrom, queryParameters, body, templates }: Seen): string[] {
	if (requestFrom === 'curl') return [];
	const told = (field: string, rows: readonly NamedTemplate[]) =>
		faultsOfRows(
			field,
			rows,
			templates,
			(row) => faultIn(row) ?? (field === 'multipartFields' ? fileIn(row) : encodedIn(row)),
		);
	return [...told('queryParameters', queryParameters), ...told(...rowsOf(body))];
}

function rowsOf(body: Seen['body']): [field: string, rows: readonly NamedTemplate[]] {
	if (body.type === 'form') return ['formFields', body.fields];
	if (body.type !== 'multipart') return ['', []];
	return ['multipartFields', body.parts.flatMap((part) => (part.kind === 'text' ? [part] : []))];
}

function faultIn({ name, outside: typed }: TypedRow): string | undefined {
	const parts = typed.split(/[\s&]+/);
	if (parts.length > 1 && parts.every((part) => PAIR.test(part)))
		return 'the value looks like several parameters, and is sent as one. Add one row for each.';
	if (parts.length > 1 || name === '' || !typed.startsWith(`${name}=`)) return undefined;
	return `the value begins with the name. Remove "${shorten(name)}=" from Value.`;
}

/** As cURL's -F names a file: a path, or a name with an ending of files. */
const FILE =
	/^@["']?(?:\.{0,2}\/|~\/|[a-z]:\\|[^\s@;"']*\.(?:csv|docx?|gif|html?|jpe?g|json|mp[34]|pdf|png|svg|txt|wav|webp|xlsx?|xml|zip)\b)/i;

const fileIn = ({ outside }: TypedRow): string | undefined =>
	FILE.test(outside)
		? 'the value names a file as in cURL, and is sent as text. To send a file, set Kind to File.'
		: undefined;

/** A part of a multipart form is not percent-encoded, so there it is text. */
const encodedIn = ({ outside }: TypedRow): string | undefined =>
	looksEncoded(outside)
		? 'the value looks percent-encoded, and it is encoded once more. Write it plain.'
		: undefined;
