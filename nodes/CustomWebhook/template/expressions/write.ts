import { READ_DATA } from './data';
import type { Hoisted } from './hoist';
import type { Use } from './names';
import { sourceOf, type Code } from './parse';

/**
 * The prefix of all our own names in the code that n8n gets. That code must not contain `}}`, which ends a placeholder,
 * nor call a method with the name of one of n8n's, which n8n would rewrite.
 */
export const OWN_NAMES = '$cw';

/** Roughly, the UTF-16 units that one call may return: an isolate of n8n has 128 MB, and dies beyond that. */
const MAX_RESULT_UNITS = 4_000_000;
/** Milliseconds after which no further item is begun: n8n ends a call after 5 seconds. */
const MAX_CALL_MS = 200;

/** The key of a field in the data. It is a name, because n8n does not keep an index in brackets after `?.`. */
export const keyOf = (number: number): string => `n${number}`;

/** The number of a field, by its key. */
export const numberOf = (key: string): number => Number(key.slice(1));

/**
 * An expression with its fields as `$cwV.n0`, or `$cwR("n0")`, which notes a missing one. In a text, no value is nothing.
 */
function rewritten(code: Code, uses: readonly NumberedUse[], edits: Hoisted['edits'] = []): string {
	const named = uses.map(({ start, end, asks, isJoined, isShorthand, number }) => {
		const found = asks ? `$cwV.${keyOf(number)}` : `$cwR("${keyOf(number)}")`;
		const value = isJoined ? `(${found} ?? "")` : found;
		const text = isShorthand ? `${sourceOf(code, { start, end })}: ${value}` : value;
		return { start, end, text };
	});
	let at = code.tree.start;
	let written = '';
	for (const { start, end, text } of [...named, ...edits].sort((one, other) => one.start - other.start)) {
		written += code.source.slice(at, start) + text;
		at = end;
	}
	return written + code.source.slice(at, code.tree.end);
}

/** A use with the number of its path among the expression's. */
export interface NumberedUse extends Use {
	number: number;
}

const READ_FIELD = '($cwQ) => $cwQ in $cwV ? $cwV[$cwQ] : void $cwM.push($cwQ)';

/** An expression of a call, with the fields that it names. */
export interface Named {
	code: Code;
	uses: readonly NumberedUse[];
}

/** For one item, expressions that name no field: a list of their values. */
export const codeForValues = (parts: readonly Named[]): string =>
	`[${parts.map(({ code }) => `(${sourceOf(code, code.tree)}\n)`).join(', ')}]`;

/**
 * For one item: a function of the data that returns a list with `[value, the keys of the fields that it missed]` for
 * each expression. In data, `v` has the fields' values by their keys, for each expression.
 */
export function codeForOne(parts: readonly Named[]): string {
	const values = parts.map(({ code, uses }, part) => {
		const text = rewritten(code, uses).replace('}}', '\\}}');
		return `(($cwV, $cwM) => (($cwR) => [(${text}\n), $cwM])(${READ_FIELD}))($cwD.v[${part}], [])`;
	});
	return `($cwD) => (($cwD) => [${values.join(', ')}])(${READ_DATA}($cwD))`;
}

/** An expression of a call for several items. */
export interface Part extends Named {
	hoisted: Hoisted;
}

/**
 * For several items: a function of the data. It returns, as far as it got, the values of the rows, and a list of what is
 * special about them: `[number of the row, the keys of the fields that it missed]`, or just the number in a list if n8n
 * has to say what is wrong. In data, `i` has the items as `[json, index, binary]`, and `r` the rows as
 * `[part, item, the fields' values]`; without `r`, each item has one row for each part, and no field is named.
 */
export function codeForMany(parts: readonly Part[]): string {
	return `($cwD) => (($cwF, $cwO, $cwX, $cwW, $cwB, $cwT) => {
${READ_DATA}($cwD);
const $cwE = ($cwP, $cwI, $cwV) => {
const $cwM = [];
let $cwY;
let $cwN = 8;
try {
$cwY = $cwP($cwI[0], $cwI[1], $cwI[2], $cwV, $cwM);
$cwN = typeof $cwY === "string" ? $cwY.length + 8 : $cwW($cwY, $cwW);
} catch ($cwZ) {
$cwN = $cwY !== undefined || ($cwZ && ($cwZ.name === "ExpressionError" || $cwZ.name === "ExpressionExtensionError")) ? NaN : 8;
}
const $cwA = $cwN !== $cwN;
if ($cwA) $cwX.push([$cwO.length]);
else if ($cwM.length > 0) $cwX.push([$cwO.length, $cwM]);
$cwO.push($cwA ? undefined : $cwY);
$cwB.n -= $cwA ? 8 : $cwN;
};
if ($cwD.r) $cwD.r.every(($cwR) => {
$cwE($cwF[$cwR[0]], $cwD.i[$cwR[1]], $cwR[2]);
return $cwB.n > 0 && Date.now() < $cwT;
});
else $cwD.i.every(($cwI) => {
$cwF.forEach(($cwP) => $cwE($cwP, $cwI));
return $cwB.n > 0 && Date.now() < $cwT;
});
return [$cwO, $cwX];
})([${parts.map(functionOf).join(', ')}], [], [], ${SIZE_OF}, { n: ${MAX_RESULT_UNITS} }, Date.now() + ${MAX_CALL_MS})`;
}

/** The size of a value; NaN if it cannot be passed, such as a function. */
const SIZE_OF =
	'($cwY, $cwW) => $cwY === null || $cwY === undefined ? 8 : typeof $cwY === "string" ? $cwY.length + 8 ' +
	': typeof $cwY === "function" || typeof $cwY === "symbol" ? NaN : typeof $cwY !== "object" ? 8 ' +
	': DateTime.isDateTime($cwY) || Duration.isDuration($cwY) || Interval.isInterval($cwY) ? 99 ' +
	': Object["values"]($cwY).reduce(($cwN, $cwY) => $cwN + $cwW($cwY, $cwW), 8)';

/** `$now` and `$today` as n8n makes them for one expression. */
const TIME = '(DateTime.now(), DateTime.now().set({ hour: 0, minute: 0, second: 0, millisecond: 0 }))';

function functionOf({ code, uses, hoisted }: Part): string {
	const wrap = (text: string, parameters: string, values: string) =>
		`((${parameters}) => ${text})${values}`;
	let text = `(${rewritten(code, uses, hoisted.edits)}\n)`;
	if (uses.length > 0) text = wrap(text, '$cwR', `(${READ_FIELD})`);
	if (/\$(?:now|today)\b/.test(text)) text = wrap(text, '$now, $today', TIME);
	const each = `($json, $itemIndex, $binary, $cwV, $cwM) => ${text}`;
	return hoisted.edits.length > 0 ? wrap(`(${each})`, '$cwK', '({})') : each;
}
