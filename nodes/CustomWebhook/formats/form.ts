/** Whether a text of unknown type is a form: `name=value` pairs, without spaces. */
export function looksLikeForm(text: string): boolean {
	return /^[^=&\s]+=\S*$/.test(text);
}

/** A name or a value of a form or a query as plain text; unchanged if its percent-encoding is broken. */
export function decodedFormText(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return text;
	}
}
