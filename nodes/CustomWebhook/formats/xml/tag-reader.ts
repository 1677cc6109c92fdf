import { faults, type XmlFault } from './faults';
import { ATTRIBUTE, END_OF_TAG, OPENING } from './grammar';
import type { Steps } from './in-turns';
import type { XmlReading } from './reading';

/** Of an opening tag. */
interface Tag {
	name: string;
	/** `<a/>` */
	isEmpty: boolean;
}

/** Attributes, or quoted values, that are read without a break. */
const ATTRIBUTES_A_STEP = 500;
/** UTF-16 units that are searched for the cause of a malformed attribute. */
const SHOWN = 100;
const QUOTE_OR_BRACKET = /["'<>]/g;

/** Reads opening tags. Step by step: one pattern for a whole tag overflows the stack on millions of characters. */
export class TagReader {
	private readonly next = new RegExp(QUOTE_OR_BRACKET);

	constructor(
		private readonly text: string,
		private readonly reading: XmlReading,
		private readonly references: (offset: number, written: string) => XmlFault | undefined,
	) {}

	/** The end of the tag that begins at `at`: after the first `>` outside of quotes; undefined if there is none. */
	*end(at: number): Steps<number | undefined> {
		const { text, next } = this;
		next.lastIndex = at + 1;
		for (let count = 1; ; count++) {
			const mark = next.exec(text)?.[0];
			if (mark === '>') return next.lastIndex;
			if (mark === undefined || mark === '<') return undefined;
			const close = text.indexOf(mark, next.lastIndex);
			if (close === -1) return undefined;
			next.lastIndex = close + 1;
			if (count % ATTRIBUTES_A_STEP !== 0) continue;
			const { lastIndex } = next;
			yield;
			next.lastIndex = lastIndex;
		}
	}

	/** Tells the handler of the tag from `at` to `end` and of its attributes. */
	*read(at: number, end: number): Steps<Tag | XmlFault> {
		const tag = this.text.slice(at, end);
		const [start, name] = OPENING.exec(tag) ?? [];
		if (start === undefined || name === undefined) return faults.tagName(at + 1);
		this.reading.handler?.open(name);
		const wrong = yield* this.attributes(at, tag, start.length);
		return wrong ?? { name, isEmpty: tag.endsWith('/>') };
	}

	private *attributes(at: number, tag: string, start: number): Steps<XmlFault | undefined> {
		const names = new Set<string>();
		let from = start;
		for (;;) {
			ATTRIBUTE.lastIndex = from;
			const found = ATTRIBUTE.exec(tag);
			if (!found) break;
			from = ATTRIBUTE.lastIndex;
			const [written, name = '', quoted = ''] = found;
			const wrong = this.attribute(at + from - quoted.length + 1, quoted.slice(1, -1));
			if (wrong) return wrong;
			if (names.has(name)) return faults.attributeTwice(at + found.index + written.indexOf(name), name);
			names.add(name);
			this.reading.handler?.attribute(name, quoted.slice(1, -1));
			if (names.size % ATTRIBUTES_A_STEP === 0) yield;
		}
		const rest = tag.slice(from);
		if (END_OF_TAG.test(rest)) return undefined;
		const space = rest.length - rest.trimStart().length;
		return faults.attribute(at + from + space, valueAround(rest.slice(space, space + SHOWN)));
	}

	private attribute(offset: number, value: string): XmlFault | undefined {
		const less = this.reading.isStrict ? value.indexOf('<') : -1;
		return less === -1 ? this.references(offset, value) : faults.lessThan(offset + less);
	}
}

/** The first character of a malformed attribute's value: a later quote belongs to another attribute. */
function valueAround(rest: string): string {
	const [, value = ''] = /^[^=]*=\s*(\S?)/.exec(rest) ?? [];
	return value;
}
