import { fieldLabel, looksEncoded, shorten } from '../../formats';
import type { NamedTemplate } from '../../settings';
import { textOutside } from '../../template';
import type { RunSeen } from './run-seen';

type Seen = Pick<RunSeen['settings'], 'requestFrom' | 'queryParameters' | 'body' | 'templates'>;

/** With a `;` at its end, it is a part of a cookie or a header. */
const PAIR = /^[\w.[\]-]+=[^;]*$/;

/** Values of rows in which several parameters were pasted, or one with its name. */
export function severalInValue({ requestFrom, queryParameters, body, templates }: Seen): string[] {
	if (requestFrom === 'curl') return [];
	const told = (field: string, rows: readonly NamedTemplate[]) =>
		rows.flatMap(({ name, value }) => {
			const typed = textOutside(value.replace(/^=/, ''), templates.syntax).trim();
			const fault =
				faultIn(name, typed) ?? (field === 'multipartFields' ? undefined : encodedIn(typed));
			return fault === undefined ? [] : [`${fieldLabel(`${field}.${shorten(name)}`)}: ${fault}`];
		});
	return [...told('queryParameters', queryParameters), ...told(...rowsOf(body))];
}

function rowsOf(body: Seen['body']): [field: string, rows: readonly NamedTemplate[]] {
	if (body.type === 'form') return ['formFields', body.fields];
	if (body.type !== 'multipart') return ['', []];
	return ['multipartFields', body.parts.flatMap((part) => (part.kind === 'text' ? [part] : []))];
}

/** @param typed the value with `_` for each placeholder */
function faultIn(name: string, typed: string): string | undefined {
	const parts = typed.split(/[\s&]+/);
	if (parts.length > 1 && parts.every((part) => PAIR.test(part)))
		return 'the value looks like several parameters, and is sent as one. Add one row for each.';
	if (parts.length > 1 || name === '' || !typed.startsWith(`${name}=`)) return undefined;
	return `the value begins with the name. Remove "${shorten(name)}=" from Value.`;
}

/** A part of a multipart form is not percent-encoded, so there it is text. */
const encodedIn = (typed: string): string | undefined =>
	looksEncoded(typed)
		? 'the value looks percent-encoded, and it is encoded once more. Write it plain.'
		: undefined;
