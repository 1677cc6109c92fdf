import { MAX_NESTING } from '../json';
import { faults, type XmlFault } from './faults';
import { CLOSING, DECLARATION, DOCTYPE, INSTRUCTION } from './grammar';
import type { Steps } from './in-turns';
import { readDoctype, readProlog, type XmlProlog } from './prolog';
import type { XmlReading } from './reading';
import { findReferenceFault } from './references';
import { TagReader } from './tag-reader';

/** Sections without markup inside: their delimiters, and their names for messages. */
const SECTIONS = [
	{ open: '<!--', close: '-->', name: 'comment' },
	{ open: '<![CDATA[', close: ']]>', name: 'CDATA section' },
	{ open: '<?', close: '?>', name: 'processing instruction' },
] as const;

/** A DOCTYPE declares entities in brackets, or in a file whose name is in quotes. */
const DECLARES = /["'[]/;
const AROUND = /^[\s\uFEFF\0]*/;
/** Pieces of markup that are read without a break. */
const MARKUP_A_STEP = 200;

/** Reads a document piece by piece and finds its first fault. Linear; depth does not matter. */
export class XmlReader {
	/** The elements that are open, and where each begins. */
	private readonly open: Array<{ name: string; offset: number }> = [];
	private hasRoot = false;
	private readonly prolog: XmlProlog;
	/** Whether unknown entities are accepted, because a DOCTYPE may declare them. */
	private readonly knowsAllEntities: boolean;
	/** Where the document begins and ends. */
	private readonly start: number;
	private readonly length: number;
	private readonly tags: TagReader;

	constructor(
		private readonly text: string,
		private readonly reading: XmlReading,
	) {
		const { isStrict } = reading;
		this.start = isStrict ? Number(text.startsWith('\uFEFF')) : (AROUND.exec(text)?.[0].length ?? 0);
		this.length = isStrict ? text.length : endOf(text);
		this.prolog = readProlog(text, this.start);
		const { doctypeStart, doctypeEnd } = this.prolog;
		this.knowsAllEntities = !isStrict || DECLARES.test(text.slice(doctypeStart, doctypeEnd));
		this.tags = new TagReader(text, reading, (from, written) => this.references(from, written));
	}

	/** @returns the first fault, after the handler was told of everything before it */
	*read(): Steps<XmlFault | undefined> {
		if (!this.reading.isStrict && this.prolog.hasInternalSubset)
			return faults.dtd(this.prolog.doctypeStart);
		let at = this.start;
		for (let count = 1; ; count++) {
			const markup = this.text.indexOf('<', at);
			const end = markup === -1 ? this.length : markup;
			const wrong = this.content(at, end);
			if (wrong) return wrong;
			if (markup === -1) return this.end();
			const next = yield* this.markup(markup);
			if (typeof next !== 'number') return next;
			at = next;
			if (count % MARKUP_A_STEP === 0) yield;
		}
	}

	private end(): XmlFault | undefined {
		const unclosed = this.open.at(-1);
		if (unclosed) return faults.unclosed(unclosed.offset, unclosed.name);
		return this.hasRoot ? undefined : faults.noElement(this.length);
	}

	/** Text between two tags. */
	private content(from: number, to: number): XmlFault | undefined {
		if (to <= from) return undefined;
		const content = this.text.slice(from, to);
		if (this.open.length === 0) {
			const outside = /[^ \t\r\n]/.exec(content);
			return outside ? faults.outside(from + outside.index) : undefined;
		}
		const close = this.reading.isStrict ? content.indexOf(']]>') : -1;
		if (close !== -1) return faults.endOfCdata(from + close);
		const wrong = this.references(from, content);
		if (!wrong) this.reading.handler?.text(content);
		return wrong;
	}

	private references(from: number, written: string): XmlFault | undefined {
		return findReferenceFault(from, written, this.knowsAllEntities, this.reading.isStrict);
	}

	/** @returns the end of the markup that begins at `at` */
	private *markup(at: number): Steps<number | XmlFault> {
		const { text } = this;
		const section = SECTIONS.find(({ open }) => text.startsWith(open, at));
		if (section) return this.section(at, section);
		if (text.startsWith('<!', at)) return this.doctype(at);
		const end = yield* this.tags.end(at);
		if (end === undefined)
			return faults.tag(at, text.slice(at, text.indexOf('>', at) + 1 || this.length));
		if (text[at + 1] === '/') return this.closingTag(at, text.slice(at, end)) ?? end;
		if (this.open.length === 0 && this.hasRoot) return faults.secondRoot(at);
		const tag = yield* this.tags.read(at, end);
		if ('message' in tag) return tag;
		this.hasRoot = true;
		if (tag.isEmpty) this.reading.handler?.close();
		else this.open.push({ name: tag.name, offset: at });
		if (!this.reading.isStrict && this.open.length > MAX_NESTING) return faults.tooDeep(at, MAX_NESTING);
		return end;
	}

	private section(at: number, { open, close, name }: (typeof SECTIONS)[number]): number | XmlFault {
		const inside = at + open.length;
		const end = this.text.indexOf(close, inside);
		if (end === -1) return faults.section(at, name, close);
		const next = end + close.length;
		if (name === 'processing instruction') return this.instruction(at, this.text.slice(at, next)) ?? next;
		if (name === 'CDATA section') {
			if (this.open.length === 0) return faults.outside(at);
			this.reading.handler?.cdata(this.text.slice(inside, end));
			return next;
		}
		const dashes = this.reading.isStrict ? this.text.indexOf('--', inside) : end;
		return dashes < end ? faults.comment(dashes) : next;
	}

	private instruction(at: number, instruction: string): XmlFault | undefined {
		const name = INSTRUCTION.exec(instruction)?.[1];
		if (name === undefined) return this.reading.isStrict ? faults.instruction(at) : undefined;
		if (name.toLowerCase() !== 'xml') return undefined;
		if (at > this.start) return faults.lateDeclaration(at);
		return DECLARATION.test(instruction) || !this.reading.isStrict
			? undefined
			: faults.declaration(at, instruction);
	}

	/** The DOCTYPE, of which a document has at most one. Its declarations in brackets are not read. */
	private doctype(at: number): number | XmlFault {
		const { doctypeStart, doctypeEnd } = this.prolog;
		if (at !== doctypeStart) {
			// inside an element it declares nothing, so it is skipped unless strict
			const isHarmless =
				!this.reading.isStrict && this.open.length > 0 && this.text.startsWith('<!DOCTYPE', at);
			return isHarmless ? readDoctype(this.text, at).end : faults.markup(at);
		}
		return DOCTYPE.test(this.text.slice(at, doctypeEnd)) ? doctypeEnd : faults.doctype(at);
	}

	private closingTag(at: number, tag: string): XmlFault | undefined {
		const name = CLOSING.exec(tag)?.[1];
		if (name === undefined) return faults.closingTag(at);
		const expected = this.open.pop()?.name;
		if (expected === undefined) return faults.closesNothing(at, name);
		if (name !== expected) return faults.wrongClose(at, name, expected);
		this.reading.handler?.close();
		return undefined;
	}
}

/** The end of the document, without white space, NUL and BOM after it. */
function endOf(text: string): number {
	let end = text.length;
	while (end > 0 && /[\s\uFEFF\0]/.test(text.charAt(end - 1))) end--;
	return end;
}
