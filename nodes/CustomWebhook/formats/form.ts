/** Whether a text of unknown type is a form: `name=value` pairs, without spaces. */
export function looksLikeForm(text: string): boolean {
	return /^[^=&\s]+=\S*$/.test(text);
}
