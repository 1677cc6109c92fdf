/** Where a text breaks a rule of XML 1.0 that fast-xml-parser's validator does not look at. */
export interface XmlFault {
	/** In UTF-16 units from the start of the text. */
	offset: number;
	message: string;
	hint: string;
}

/** Section 2.2: no reference can stand for these either. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;
const REFERENCE = /&(?:#[0-9]+|#x[0-9a-fA-F]+|([\p{L}_:][\p{L}\p{N}_:.-]*));/uy;
const BUILT_IN_ENTITIES: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);
const ATTRIBUTE_VALUE = /"[^"]*"|'[^']*'/g;
const TAG = /<(\/?)[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>/y;

/** Sections that hold no markup, by how they open, with how they close and what the close is called in a message. */
const SECTIONS = [
	{ open: '<!--', close: '-->', name: 'comment' },
	{ open: '<![CDATA[', close: ']]>', name: 'CDATA section' },
	{ open: '<?', close: '?>', name: 'instruction' },
] as const;

/** Finds the first such fault. Linear in the length of the text. */
export function findXmlFault(text: string): XmlFault | undefined {
	const forbidden = FORBIDDEN.exec(text);
	if (forbidden) {
		const code = (forbidden[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
		return fault(forbidden.index, `the character U+${code} is not allowed in XML`, 'Take it out.');
	}
	return new Scanner(text).scan();
}

class Scanner {
	private depth = 0;
	private hasRoot = false;
	private hasDoctype = false;

	constructor(private readonly text: string) {}

	scan(): XmlFault | undefined {
		let at = this.text.startsWith('\ufeff') ? 1 : 0;
		while (at < this.text.length) {
			const markup = this.text.indexOf('<', at);
			const end = markup === -1 ? this.text.length : markup;
			const wrong = this.content(at, end);
			if (wrong) return wrong;
			if (markup === -1) return undefined;
			const next = this.markup(markup);
			if (typeof next !== 'number') return next;
			at = next;
		}
		return undefined;
	}

	/** Text between two tags. */
	private content(from: number, to: number): XmlFault | undefined {
		const content = this.text.slice(from, to);
		const outside = /[^ \t\r\n]/.exec(content);
		if (this.depth === 0 && outside) {
			const hint = 'XML has one element around everything: <name>…</name>.';
			return fault(from + outside.index, 'there is text outside of the root element', hint);
		}
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
			const name = found[1];
			if (name !== undefined && !this.hasDoctype && !BUILT_IN_ENTITIES.has(name)) {
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
		if (this.text.startsWith('<!', at)) return this.declaration(at);
		TAG.lastIndex = at;
		const tag = TAG.exec(this.text);
		if (!tag)
			return fault(at, 'a tag is not closed', 'Close it with >, and write &lt; for a < that is text.');
		return this.tag(at, tag[0], tag[1] === '/') ?? at + tag[0].length;
	}

	private section(at: number, { open, close, name }: (typeof SECTIONS)[number]): number | XmlFault {
		const end = this.text.indexOf(close, at + open.length);
		if (end === -1) return fault(at, `a ${name} is not closed`, `Close it with ${close}.`);
		const dashes = name === 'comment' ? this.text.indexOf('--', at + open.length) : end;
		if (dashes < end) return fault(dashes, 'a comment holds --', 'Take one of the dashes out.');
		return end + close.length;
	}

	/** `<!DOCTYPE`, with what it declares in brackets. */
	private declaration(at: number): number | XmlFault {
		this.hasDoctype = true;
		const end = /^<![^[>]*(?:\[[^\]]*\]\s*)?>/.exec(this.text.slice(at));
		return end ? at + end[0].length : fault(at, 'a declaration is not closed', 'Close it with >.');
	}

	private tag(at: number, tag: string, isClosing: boolean): XmlFault | undefined {
		if (isClosing) this.depth -= 1;
		if (isClosing) return undefined;
		if (this.depth === 0 && this.hasRoot) {
			return fault(at, 'there is a second root element', 'XML has one element around everything.');
		}
		this.hasRoot = true;
		if (!tag.endsWith('/>')) this.depth += 1;
		return this.attributes(at, tag);
	}

	private attributes(at: number, tag: string): XmlFault | undefined {
		for (const value of tag.matchAll(ATTRIBUTE_VALUE)) {
			const from = at + value.index;
			const less = value[0].indexOf('<');
			if (less !== -1) return fault(from + less, 'a < stands in an attribute', 'Write &lt; for it.');
			const wrong = this.references(from, value[0]);
			if (wrong) return wrong;
		}
		return undefined;
	}
}

function fault(offset: number, message: string, hint: string): XmlFault {
	return { offset, message, hint };
}
