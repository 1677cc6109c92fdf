/** Whether a text whose type does not say so is a form: `name=value` pairs, with no space in them. */
export function looksLikeForm(text: string): boolean {
	return /^[^=&\s]+=\S*$/.test(text);
}
