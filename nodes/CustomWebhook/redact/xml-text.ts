import { HIDDEN, type Redactor } from '.';

/** A tag with its quoted attributes, or the beginning of what holds no tags. */
const MARKUP =
	/<!--|<!\[CDATA\[|<\?|<(?<end>\/?)(?<name>[^\s<>/!?"'=]+)(?<attributes>(?:[^<>"'/]|\/(?!>)|"[^"<]*"|'[^'<]*')*)(?<empty>\/?)>/g;
const ATTRIBUTE = /([^\s=<>"'/]+)(\s*=\s*)("[^"]*"|'[^']*')/g;
/** How that which holds no tags ends. */
const ENDS: Record<string, string> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };

/**
 * XML text without what elements and attributes with telling names hold, whatever it is. Names with a prefix count
 * by their local part too. Every other byte stays as it is.
 */
export function hideElements(xml: string, { hidesName, hidesValue }: Redactor): string {
	const isTelling = (name: string) => hidesName(name) || hidesName(name.slice(name.indexOf(':') + 1));
	const hideAttributes = (attributes: string) =>
		attributes.replace(ATTRIBUTE, (all: string, name: string, equals: string, value: string) =>
			value.length > 2 && (isTelling(name) || hidesValue(value.slice(1, -1)))
				? `${name}${equals}${value[0]}${HIDDEN}${value[0]}`
				: all,
		);

	let shown = '';
	let copiedTo = 0;
	/** The element whose content is being left out, and how many of its name are open in it. */
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
			shown += end ? markup : `<${name}${hideAttributes(attributes)}${empty ? '/' : ''}>`;
			if (!end && !empty && isTelling(name)) hiding = { name, depth: 1 };
		}
		copiedTo = index + markup.length;
	}
	return shown + (hiding ? HIDDEN : xml.slice(copiedTo));
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

/** The tags in order; comments, CDATA sections and instructions are passed over. */
function* tagsOf(xml: string): Generator<Tag> {
	const pattern = new RegExp(MARKUP);
	for (let found = pattern.exec(xml); found; found = pattern.exec(xml)) {
		const [markup] = found;
		const { name = '', attributes = '', end, empty } = found.groups ?? {};
		const close = ENDS[markup];
		if (close === undefined) {
			yield { markup, index: found.index, name, attributes, end: end === '/', empty: empty === '/' };
			continue;
		}
		const closedAt = xml.indexOf(close, pattern.lastIndex);
		if (closedAt < 0) return;
		pattern.lastIndex = closedAt + close.length;
	}
}
