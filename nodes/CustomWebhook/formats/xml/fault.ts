import { codePointName } from '../code-point';
import { CURLY_QUOTES } from '../curly-quote';
import { readProlog, type XmlProlog } from './prolog';
import { FORBIDDEN } from './text';
import {
	ATTRIBUTE,
	CLOSING,
	DECLARATION,
	DOCTYPE,
	END_OF_TAG,
	INSTRUCTION,
	OPENING,
	REFERENCE,
	TAG,
} from './grammar';

/** Where a text is not well-formed XML 1.0. */
export interface XmlFault {
	/** In UTF-16 units from the start of the text. */
	offset: number;
	message: string;
	hint: string;
}

const LAST_CODE_POINT = 0x10ffff;
const BUILT_IN_ENTITIES: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);
/** A DOCTYPE declares entities in brackets, or in a file whose name stands in quotes. */
const DECLARES = /["'[]/;
/** Around the value of the next attribute, and anywhere in a tag. */
const CURLY_VALUE = new RegExp(`^[^=]*=\\s*([${CURLY_QUOTES}])`);
const CURLY_IN_TAG = new RegExp(`([${CURLY_QUOTES}])`);
const ONE_ROOT = 'XML has one element around everything: <name>…</name>.';

/** Sections that hold no markup, by how they open, with how they close and what the close is called in a message. */
const SECTIONS = [
	{ open: '<!--', close: '-->', name: 'comment' },
	{ open: '<![CDATA[', close: ']]>', name: 'CDATA section' },
	{ open: '<?', close: '?>', name: 'processing instruction' },
] as const;

/**
 * Finds the first fault: fast-xml-parser's validator passes over many (`&` alone, `<a b="c"=/>`, two roots) and knows
 * the place of few. Linear in the length of the text. Entities that a DOCTYPE may declare are taken as they are.
 */
export function findXmlFault(text: string): XmlFault | undefined {
	const forbidden = FORBIDDEN.exec(text);
	if (forbidden) return forbiddenCharacter(forbidden.index, forbidden[0].codePointAt(0) ?? 0);
	return new Scanner(text).scan();
}

class Scanner {
	/** The elements around the place, and where each was opened. */
	private readonly open: Array<{ name: string; offset: number }> = [];
	private hasRoot = false;
	private readonly prolog: XmlProlog;
	/** Whether a DOCTYPE may declare more entities than the built-in ones. */
	private readonly mayDeclare: boolean;
	/** After a BOM. */
	private readonly start: number;

	constructor(private readonly text: string) {
		this.start = text.startsWith('\ufeff') ? 1 : 0;
		this.prolog = readProlog(text);
		const { doctypeStart, doctypeEnd } = this.prolog;
		this.mayDeclare = DECLARES.test(text.slice(doctypeStart, doctypeEnd));
	}

	scan(): XmlFault | undefined {
		let at = this.start;
		for (;;) {
			const markup = this.text.indexOf('<', at);
			const end = markup === -1 ? this.text.length : markup;
			const wrong = this.content(at, end);
			if (wrong) return wrong;
			if (markup === -1) return this.end();
			const next = this.markup(markup);
			if (typeof next !== 'number') return next;
			at = next;
		}
	}

	private end(): XmlFault | undefined {
		const unclosed = this.open.at(-1);
		if (!unclosed)
			return this.hasRoot ? undefined : fault(this.text.length, 'there is no element', ONE_ROOT);
		const { name, offset } = unclosed;
		return fault(
			offset,
			`<${name}> is never closed`,
			`Close it with </${name}>, or end its tag with />.`,
		);
	}

	/** Text between two tags. */
	private content(from: number, to: number): XmlFault | undefined {
		const content = this.text.slice(from, to);
		const outside = this.open.length === 0 && /[^ \t\r\n]/.exec(content);
		if (outside)
			return fault(from + outside.index, 'there is text outside of the root element', ONE_ROOT);
		const close = content.indexOf(']]>');
		if (close !== -1)
			return fault(from + close, ']]> stands outside of a CDATA section', 'Write ]]&gt; instead.');
		return this.references(from, content);
	}

	private references(from: number, content: string): XmlFault | undefined {
		for (let at = content.indexOf('&'); at !== -1; at = content.indexOf('&', at + 1)) {
			REFERENCE.lastIndex = at;
			const found = REFERENCE.exec(content);
			if (!found) return fault(from + at, 'an & stands alone', 'Write &amp; for it.');
			const [, decimal, hex, name] = found;
			if (name === undefined) {
				const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
				if (code > LAST_CODE_POINT || FORBIDDEN.test(String.fromCodePoint(code)))
					return forbiddenCharacter(from + at, code);
			} else if (!this.mayDeclare && !BUILT_IN_ENTITIES.has(name)) {
				const hint =
					'XML knows &amp; &lt; &gt; &quot; &apos; only: write the character itself, or its number.';
				return fault(from + at, `&${name}; is not defined`, hint);
			}
		}
		return undefined;
	}

	/** Gives where the markup that begins at `at` ends. */
	private markup(at: number): number | XmlFault {
		const section = SECTIONS.find(({ open }) => this.text.startsWith(open, at));
		if (section) return this.section(at, section);
		if (this.text.startsWith('<!', at)) return this.doctype(at);
		TAG.lastIndex = at;
		const tag = TAG.exec(this.text);
		if (!tag) {
			const hint = 'Close it with >, and write &lt; for a < that is text.';
			return fault(at, 'a tag is not closed', this.curlyQuote(at) ?? hint);
		}
		const wrong = tag[1] === '/' ? this.closingTag(at, tag[0]) : this.openingTag(at, tag[0]);
		return wrong ?? at + tag[0].length;
	}

	private section(at: number, { open, close, name }: (typeof SECTIONS)[number]): number | XmlFault {
		const end = this.text.indexOf(close, at + open.length);
		if (end === -1) return fault(at, `a ${name} is not closed`, `Close it with ${close}.`);
		const next = end + close.length;
		if (name === 'processing instruction') return this.instruction(at, this.text.slice(at, next)) ?? next;
		if (name === 'CDATA section')
			return this.open.length > 0
				? next
				: fault(at, 'there is text outside of the root element', ONE_ROOT);
		const dashes = this.text.indexOf('--', at + open.length);
		return dashes < end ? fault(dashes, 'a comment holds --', 'Take one of the dashes out.') : next;
	}

	private instruction(at: number, instruction: string): XmlFault | undefined {
		const name = INSTRUCTION.exec(instruction)?.[1];
		if (name === undefined)
			return fault(at, 'a processing instruction has no name', 'Write <?name …?>, or take it out.');
		if (name.toLowerCase() !== 'xml') return undefined;
		if (at > this.start) {
			const hint = 'Take out what stands before it, or the declaration.';
			return fault(at, 'the XML declaration does not stand at the very beginning', hint);
		}
		if (DECLARATION.test(instruction)) return undefined;
		const hint = 'Write <?xml version="1.0" encoding="UTF-8"?>, or take it out.';
		return fault(at, 'the XML declaration is not as it has to be', this.curlyQuote(at) ?? hint);
	}

	/** The hint for a tag that begins at `at`, where a word processor has changed its quotes. */
	private curlyQuote(at: number): string | undefined {
		const end = this.text.indexOf('>', at);
		return curlyHint(CURLY_IN_TAG.exec(this.text.slice(at, end === -1 ? undefined : end)));
	}

	/** The one declaration that can stand in a document, with what it declares in brackets, which nobody looks into. */
	private doctype(at: number): number | XmlFault {
		const { doctypeStart, doctypeEnd } = this.prolog;
		if (at !== doctypeStart) {
			const hint = 'Comments are written <!-- … -->; a DOCTYPE stands once, before the first element.';
			return fault(at, '<! stands where no declaration can', hint);
		}
		if (!DOCTYPE.test(this.text.slice(at, doctypeEnd)))
			return fault(at, 'a DOCTYPE is not as it has to be', 'It is written <!DOCTYPE name>.');
		return doctypeEnd;
	}

	private closingTag(at: number, tag: string): XmlFault | undefined {
		const name = CLOSING.exec(tag)?.[1];
		if (name === undefined)
			return fault(at, 'a closing tag is not as it has to be', 'It is </name>, without attributes.');
		const expected = this.open.pop()?.name;
		if (name === expected) return undefined;
		if (expected === undefined)
			return fault(at, `</${name}> closes nothing`, `Take it out, or open it with <${name}>.`);
		const hint = 'Close each element before the one around it.';
		return fault(at, `</${expected}> is expected here, not </${name}>`, hint);
	}

	private openingTag(at: number, tag: string): XmlFault | undefined {
		const [start, name] = OPENING.exec(tag) ?? [];
		if (start === undefined || name === undefined) {
			const hint = 'It begins with a letter, right after the <. Write &lt; for a < that is text.';
			return fault(at + 1, 'a tag has no name here', hint);
		}
		if (this.open.length === 0 && this.hasRoot) {
			return fault(at, 'there is a second root element', ONE_ROOT);
		}
		this.hasRoot = true;
		if (!tag.endsWith('/>')) this.open.push({ name, offset: at });
		return this.attributes(at, tag, start.length);
	}

	private attributes(at: number, tag: string, start: number): XmlFault | undefined {
		const names = new Set<string>();
		let end = start;
		for (;;) {
			ATTRIBUTE.lastIndex = end;
			const attribute = ATTRIBUTE.exec(tag);
			if (!attribute) break;
			const [, name = '', value = ''] = attribute;
			end = ATTRIBUTE.lastIndex;
			const from = at + end - value.length;
			const less = value.indexOf('<');
			if (less !== -1) return fault(from + less, 'a < stands in an attribute', 'Write &lt; for it.');
			const wrong = this.references(from, value);
			if (wrong) return wrong;
			if (names.has(name))
				return fault(
					at + attribute.index + attribute[0].indexOf(name),
					`the attribute ${name} stands twice`,
					'Take one out.',
				);
			names.add(name);
		}
		return END_OF_TAG.test(tag.slice(end)) ? undefined : badAttribute(at + end, tag.slice(end));
	}
}

/** @param rest of the tag, from where an attribute or the end should be */
function badAttribute(offset: number, rest: string): XmlFault {
	const space = rest.length - rest.trimStart().length;
	const hint = 'Each attribute has a name, =, and a value in quotes: name="{{value}}".';
	const curly = curlyHint(CURLY_VALUE.exec(rest));
	return fault(offset + space, 'an attribute is not as it has to be', curly ?? hint);
}

function curlyHint(found: RegExpExecArray | null): string | undefined {
	const quote = found?.[1];
	return quote && `There is a curly quote (${quote}), as word processors write it: type a straight one.`;
}

function forbiddenCharacter(offset: number, code: number): XmlFault {
	return fault(offset, `the character ${codePointName(code)} is not allowed in XML`, 'Take it out.');
}

function fault(offset: number, message: string, hint: string): XmlFault {
	return { offset, message, hint };
}
