const SIGN = /[+-]?/y;
const DIGITS = /\d*/y;
const EXPONENT = /e[+-]?\d{1,20}$/iy;

/** The end of a match of a sticky pattern that always matches. */
function endOf(pattern: RegExp, text: string, start: number): number {
	pattern.lastIndex = start;
	pattern.test(text);
	return pattern.lastIndex;
}

/** Whether a text is a decimal number as people and JSON write it: no hexadecimal, no `Infinity`. */
export function isDecimal(text: string): boolean {
	const start = endOf(SIGN, text, 0);
	const whole = endOf(DIGITS, text, start);
	const hasPoint = text[whole] === '.';
	const end = hasPoint ? endOf(DIGITS, text, whole + 1) : whole;
	if (end - start - (hasPoint ? 1 : 0) === 0) return false;
	EXPONENT.lastIndex = end;
	return end === text.length || EXPONENT.test(text);
}
