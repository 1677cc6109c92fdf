import type { Redactor } from './redactor';
import { HIDDEN } from './walk';

/** The beginning of a tag, or of a section without tags. Bounded, so that a huge name does not overflow the stack. */
const MARKUP = /<!--|<!\[CDATA\[|<\?|<(?<end>\/?)(?<name>[^\s<>/!?"'=]{1,256})/g;
const QUOTE_OR_BRACKET = /["'<>]/g;
/** Name and opening quote. */
const ATTRIBUTE = /(?<=^|[\s"'/])([^\s=<>"'/]{1,256})\s{0,256}=\s{0,256}(["'])/g;
/** How each section without tags ends. */
const ENDS: Record<string, string> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };

/**
 * XML text without the content of elements and attributes with telling names. Every other byte stays as it is.
 */
export function hideElements(xml: string, { hidesName, hidesValue }: Redactor): string {
	const hides = (name: string, value: string) => hidesName(name) || hidesValue(value);

	let shown = '';
	let copiedTo = 0;
	/** The element whose content is being hidden, and how many elements of its name are open. */
	let hiding: { name: string; depth: number } | undefined;
	for (const { markup, index, name, end, attributes, empty } of tagsOf(xml)) {
		if (hiding) {
			if (name !== hiding.name || empty) continue;
			hiding.depth += end ? -1 : 1;
			if (hiding.depth > 0) continue;
			shown += (index > copiedTo ? HIDDEN : '') + markup;
			hiding = undefined;
		} else {
			const content = xml.slice(copiedTo, index);
			shown += end && hidesValue(content) ? HIDDEN : content;
			shown += end ? markup : `<${name}${hideAttributes(attributes, hides)}${empty ? '/' : ''}>`;
			if (!end && !empty && hidesName(name)) hiding = { name, depth: 1 };
		}
		copiedTo = index + markup.length;
	}
	return shown + (hiding ? HIDDEN : xml.slice(copiedTo));
}

function hideAttributes(attributes: string, hides: (name: string, value: string) => boolean): string {
	const pattern = new RegExp(ATTRIBUTE);
	let shown = '';
	let copiedTo = 0;
	for (let found = pattern.exec(attributes); found; found = pattern.exec(attributes)) {
		const [, name = '', quote = ''] = found;
		const from = pattern.lastIndex;
		const to = attributes.indexOf(quote, from);
		if (to < 0) break;
		pattern.lastIndex = to + 1;
		if (to === from || !hides(name, attributes.slice(from, to))) continue;
		shown += attributes.slice(copiedTo, from) + HIDDEN;
		copiedTo = to;
	}
	return shown + attributes.slice(copiedTo);
}

interface Tag {
	markup: string;
	index: number;
	name: string;
	attributes: string;
	/** `</a>` */
	end: boolean;
	/** `<a/>` */
	empty: boolean;
}

/** The tags in order; comments, CDATA sections and instructions are skipped. */
function* tagsOf(xml: string): Generator<Tag> {
	const pattern = new RegExp(MARKUP);
	for (let found = pattern.exec(xml); found; found = pattern.exec(xml)) {
		const [markup] = found;
		const { index } = found;
		const close = ENDS[markup];
		const from = pattern.lastIndex;
		const closedAt = close === undefined ? endOfTag(xml, from) : xml.indexOf(close, from);
		if (closedAt < 0 && close === undefined) continue;
		if (closedAt < 0) return;
		pattern.lastIndex = closedAt + (close ?? '>').length;
		if (close !== undefined) continue;

		const { name = '', end } = found.groups ?? {};
		const inside = xml.slice(from, closedAt);
		const empty = inside.endsWith('/');
		const attributes = empty ? inside.slice(0, -1) : inside;
		yield { markup: xml.slice(index, closedAt + 1), index, name, attributes, end: end === '/', empty };
	}
}

/**
 * Where the tag ends whose inside begins at `from`; -1 if it has no end. Step by step: one pattern for a whole tag
 * overflows the stack if the tag has millions of characters.
 */
function endOfTag(xml: string, from: number): number {
	const pattern = new RegExp(QUOTE_OR_BRACKET);
	pattern.lastIndex = from;
	let quote = '';
	for (let found = pattern.exec(xml); found; found = pattern.exec(xml)) {
		const [mark] = found;
		if (mark === '<') return -1;
		if (quote === '' && mark === '>') return found.index;
		if (quote === '') quote = mark;
		else if (mark === quote) quote = '';
	}
	return -1;
}
