import { readingsOf, type Form } from './forms';
import type { Reading } from './reading';
import { HIDDEN } from './walk';

/** From and to, in UTF-16 units. */
type Range = [number, number];

/** More forms than this are searched for by their beginnings, instead of one after the other. */
const FEW = 64;
/** UTF-16 units; no form is shorter. */
const BEGINNING_UNITS = 4;

/** The forms to search for, each once. */
export class Forms {
	readonly all: Form[] = [];
	private readonly texts = new Set<string>();
	private readonly base64 = new Set<string>();
	/** First for text, then for base64: the forms by their beginnings. */
	private readonly byBeginning = [new Map<string, Form[]>(), new Map<string, Form[]>()] as const;

	add(form: Form): void {
		const known = form.base64 ? this.base64 : this.texts;
		if (known.has(form.text)) return;
		known.add(form.text);
		this.all.push(form);
		const beginning = form.text.slice(0, BEGINNING_UNITS);
		const byBeginning = this.byBeginning[form.base64 ? 1 : 0];
		const alike = byBeginning.get(beginning);
		if (alike) alike.push(form);
		else byBeginning.set(beginning, [form]);
	}

	/** The forms that begin with the same characters as the text does here. */
	beginningAs(text: string, at: number, isBase64: boolean): readonly Form[] {
		return this.byBeginning[isBase64 ? 1 : 0].get(text.slice(at, at + BEGINNING_UNITS)) ?? NONE;
	}
}

const NONE: readonly Form[] = [];

/** The text with `***` in place of each form, however it is escaped there. Linear in the text. */
export function hideForms(text: string, forms: Forms): string {
	if (forms.all.length === 0) return text;
	const { texts, base64 } = readingsOf(text);
	const ranges =
		forms.all.length > FEW
			? [
					...texts.flatMap((reading) => rangesOfMany(reading, forms, false)),
					...base64.flatMap((reading) => rangesOfMany(reading, forms, true)),
				]
			: forms.all.flatMap((form) =>
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
	for (let at = text.indexOf(form.text); at !== -1; at = text.indexOf(form.text, at + form.text.length))
		ranges.push(rangeAt(reading, at, form));
	return ranges;
}

function rangesOfMany(reading: Reading, forms: Forms, isBase64: boolean): Range[] {
	const ranges: Range[] = [];
	const { text } = reading;
	for (let at = 0; at + BEGINNING_UNITS <= text.length; at++)
		for (const form of forms.beginningAs(text, at, isBase64))
			if (text.startsWith(form.text, at)) ranges.push(rangeAt(reading, at, form));
	return ranges;
}

function rangeAt({ text, toSource }: Reading, at: number, form: Form): Range {
	const [start, end] = form.base64 ? withShared(text, at, form) : [at, at + form.text.length];
	return toSource(start, end);
}

/** Includes the base64 characters that share bits with the neighbouring bytes, and the padding. */
function withShared(text: string, at: number, { text: { length }, base64 }: Form): Range {
	const isBase64 = (place: number) => /[A-Za-z0-9+/]/.test(text.charAt(place));
	const start = base64?.sharesStart && isBase64(at - 1) ? at - 1 : at;
	let end = at + length;
	if (!base64?.sharesEnd) return [start, end];
	if (isBase64(end)) end++;
	for (let padding = 0; padding < 2 && text.charAt(end) === '='; padding++) end++;
	return [start, end];
}
