import { ansiC } from './ansi-c';
import type { Command, Word } from './command';
import { printedText, PRINTED } from './printed';
import { Splitter } from './splitter';
import { MARK } from './typed';

/** In double quotes, a backslash escapes only these (POSIX.1-2017, XCU 2.2.3). */
const ESCAPED_IN_DOUBLE = /[$`"\\]/;
const VARIABLE = /\$(?:[A-Z_]\w*|\{[^}]*\}?|[0-9@*#?!$-])/iy;
/** The end of a continued line. A space after the backslash is easily pasted along. */
const CONTINUED = /\\[ \t\r\u00a0]*\n/y;
const IN_A_WORD = /\p{L}'\p{L}/u;
const REST_OF_STRING = /(?:[^'\\]|\\[^])*/y;

/** Words as sh and bash split them (POSIX.1-2017, XCU 2.2 and 2.3; `$'…'` as in bash). */
export function splitSh(command: Command, from: number): Word[] {
	return new ShSplitter(command).split(from);
}

class ShSplitter extends Splitter {
	/** Where single quotes first end between two letters, as in `'It's'`. */
	private apostrophe?: number;
	protected readonly plain = /[^\s\u00a0'"$`\\|&;<>()\u2018-\u201f]+/y;

	protected special(character: string): boolean {
		switch (character) {
			case '#':
				return this.comment();
			case "'":
				this.single();
				return true;
			case '"':
				this.double();
				return true;
			case '$':
				return this.dollar(false);
			case '`':
				return this.operator('`');
			case '\\':
				this.backslash();
				return true;
			case ';':
				if (this.text.slice(this.at + 1).trim() !== '') return this.operator(character);
				this.at = this.text.length;
				return true;
			default:
				return '|&<>()'.includes(character) && this.operator(character);
		}
	}

	/** Quotes that are never closed come of an apostrophe before them, if there is one. */
	protected override unclosed(at: number, quote: string): never {
		if (this.apostrophe === undefined) super.unclosed(at, quote);
		throw this.command.mistake(
			this.apostrophe,
			'an apostrophe in the text ends its quotes',
			"Write '\\'' in its place, or ’.",
		);
	}

	private backslash(): void {
		if (this.skip(CONTINUED) !== '') return;
		this.begin();
		this.at += 1;
		if (this.at < this.text.length) this.take(this.text.charAt(this.at));
	}

	private single(): void {
		const open = this.at;
		const end = this.text.indexOf("'", open + 1);
		if (end === -1) this.unclosed(open, "'");
		if (IN_A_WORD.test(this.text.slice(end - 1, end + 2))) this.apostrophe ??= end;
		this.begin();
		this.at += 1;
		this.take(this.text.slice(this.at, end), "'");
		this.at += 1;
	}

	private double(): void {
		const open = this.at;
		this.begin();
		this.at += 1;
		for (;;) {
			this.take(this.match(/[^"\\$`]*/y), '"');
			const character = this.text.charAt(this.at);
			if (character === '') this.unclosed(open, '"');
			if (character === '`') this.operator('`');
			if (character === '$') {
				if (!this.dollar(true)) this.take('$');
			} else if (character === '\\') this.backslashInDouble();
			else {
				this.at += 1;
				return;
			}
		}
	}

	private backslashInDouble(): void {
		if (this.skip(/\\\r?\n/y) !== '') return;
		const next = this.text.charAt(this.at + 1);
		if (ESCAPED_IN_DOUBLE.test(next)) this.add(next, 2);
		// the shell would make a placeholder of the dollar syntax of `\${…}`
		else if (next === MARK && this.command.syntax === 'dollar') this.at += 1;
		else this.take('\\');
	}

	/** Reads what `$` begins; false if it is a plain character. */
	private dollar(isQuoted: boolean): boolean {
		const printed = this.match(PRINTED);
		if (printed !== '') {
			this.add(printedText(printed), printed.length);
			return true;
		}
		const next = this.text.charAt(this.at + 1);
		if (next === '(' || next === '[') return this.operator(`$${next}`);
		if (!isQuoted && next === "'") {
			this.ansiC();
			return true;
		}
		if (!isQuoted && next === '"') {
			this.at += 1;
			this.double();
			return true;
		}
		const name = this.match(VARIABLE);
		if (name !== '') this.variable(name);
		return false;
	}

	private ansiC(): void {
		const open = this.at;
		this.at += 2;
		const escaped = this.match(REST_OF_STRING);
		if (this.text.charAt(this.at + escaped.length) !== "'") this.unclosed(open, "$'");
		const start = this.begin().text;
		this.take(escaped, "'");
		this.begin().text = start + ansiC(escaped);
		this.at += 1;
	}
}
