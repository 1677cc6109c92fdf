import { ValueFault } from './spot';

/** A number as people and programs write it: `12.50`, `.5`, `1e3`. Sign, whole part, decimals and exponent. */
const DECIMAL = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** Above this a number is not written out: the largest JavaScript number has 309 digits. */
const MAX_EXPONENT = 1000;

/** The number as JSON writes it, with every digit that it has: `+007.50` is `7.50`. */
export function plainNumber(source: string): string {
	const { sign, whole, fraction, exponent } = partsOf(source);
	return sign + whole + (fraction && `.${fraction}`) + (exponent && `e${exponent}`);
}

/**
 * The number with so many decimals, rounded half away from zero. It works on the digits: as a JavaScript number 1.005
 * is a little less than itself, and would become 1.00.
 * @throws ValueFault if the number is too large to be written out
 */
export function rounded(source: string, decimals: number): string {
	const { sign, whole, fraction, exponent } = partsOf(source);
	const digits = whole + fraction;
	if (/^0*$/.test(digits)) return placed('0', decimals);
	if (Number(exponent) > MAX_EXPONENT) throw new ValueFault('is too large to be written out');
	/** How many digits are kept: up to the last decimal. */
	const kept = whole.length + Number(exponent) + decimals;
	if (kept < 0) return placed('0', decimals);
	const cut = digits.slice(0, kept).padEnd(kept, '0');
	const result = (digits[kept] ?? '0') >= '5' ? plusOne(cut) : cut;
	return /^0*$/.test(result) ? placed('0', decimals) : sign + placed(result, decimals);
}

function partsOf(source: string): Record<'sign' | 'whole' | 'fraction' | 'exponent', string> {
	const [, sign = '', whole = '', fraction = '', exponent = ''] = DECIMAL.exec(source) ?? [];
	return {
		sign: sign === '-' ? '-' : '',
		whole: whole.replace(/^0+(?=\d)/, '') || '0',
		fraction,
		exponent,
	};
}

/** The next whole number, digit by digit: a BigInt of a million digits takes seconds. */
function plusOne(digits: string): string {
	const nines = /(?<!9)9*$/.exec(digits)?.[0].length ?? 0;
	const head = digits.slice(0, digits.length - nines);
	const last = head.slice(-1);
	return head.slice(0, -1) + (last === '' ? '1' : String(Number(last) + 1)) + '0'.repeat(nines);
}

/** Digits with the point put before the last decimals. */
function placed(digits: string, decimals: number): string {
	const all = digits.padStart(decimals + 1, '0');
	const whole = all.slice(0, all.length - decimals).replace(/^0+(?=\d)/, '');
	return decimals === 0 ? whole : `${whole}.${all.slice(-decimals)}`;
}
