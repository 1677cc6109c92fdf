/** A character as Unicode names it: `U+000A`. Of several characters, the first. */
export function codePointName(character: string | number): string {
	const code = typeof character === 'number' ? character : (character.codePointAt(0) ?? 0);
	return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
