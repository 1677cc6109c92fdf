const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** Whether a text is a decimal number as people and JSON write it: no hexadecimal, no `Infinity`. */
export function isDecimal(text: string): boolean {
	return DECIMAL.test(text);
}
