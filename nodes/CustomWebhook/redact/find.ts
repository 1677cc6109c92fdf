import { readingsOf, type Form } from './forms';
import type { Reading } from './reading';
import { HIDDEN } from './walk';

/** From and to, in UTF-16 units. */
type Range = [number, number];

/** The text with `***` where one of the forms is, however it is written there. Linear in the text. */
export function hideForms(text: string, forms: readonly Form[]): string {
	const { texts, base64 } = readingsOf(text);
	const ranges = forms.flatMap((form) =>
		(form.base64 ? base64 : texts).flatMap((reading) => rangesIn(reading, form)),
	);
	return hideRanges(text, ranges);
}

/** The text with `***` in place of each range; those that overlap or touch are one. */
export function hideRanges(text: string, ranges: Range[]): string {
	if (ranges.length === 0) return text;
	let shown = '';
	let copied = 0;
	let isHiding = false;
	for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
		if (!isHiding || from > copied) shown += text.slice(copied, from) + HIDDEN;
		isHiding = true;
		copied = Math.max(copied, to);
	}
	return shown + text.slice(copied);
}

function rangesIn(reading: Reading, form: Form): Range[] {
	const ranges: Range[] = [];
	const { text } = reading;
	for (let at = text.indexOf(form.text); at !== -1; at = text.indexOf(form.text, at + form.text.length)) {
		const [start, end] = form.base64 ? withShared(text, at, form) : [at, at + form.text.length];
		ranges.push(reading.toSource(start, end));
	}
	return ranges;
}

/** With the characters of base64 that hold bits of the secret and of what is next to it, and with the padding. */
function withShared(text: string, at: number, { text: { length }, base64 }: Form): Range {
	const isBase64 = (place: number) => /[A-Za-z0-9+/]/.test(text.charAt(place));
	const start = base64?.sharesStart && isBase64(at - 1) ? at - 1 : at;
	let end = at + length;
	if (!base64?.sharesEnd) return [start, end];
	if (isBase64(end)) end++;
	for (let padding = 0; padding < 2 && text.charAt(end) === '='; padding++) end++;
	return [start, end];
}
