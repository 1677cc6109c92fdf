import type { Command, Word } from './command';
import { Splitter } from './splitter';

const VARIABLE = /%[A-Z_]\w*%/iy;
/** `%E4%BD`, `%E4abc%20`: bytes of a URL. */
const ESCAPED_BYTE = /^%[0-9a-f]{2}[^_]*$/i;
const CONTINUED = /\^[ \t\r\u00a0]*\n/y;
const BACKSLASHES = /\\+/y;

/**
 * Words as cmd.exe and the programs of Windows split them ("Parsing C command-line arguments"). Outside of quotes, `^`
 * escapes the next character. A `\"` does not end the quotes: cmd.exe would end them, but no author means that.
 */
export function splitCmd(command: Command, from: number): Word[] {
	return new CmdSplitter(command).split(from);
}

class CmdSplitter extends Splitter {
	protected readonly plain = /[^\s\u00a0"^%\\|&<>\u2018-\u201f]+/y;

	protected special(character: string): boolean {
		switch (character) {
			case '^':
				this.caret();
				return true;
			case '"':
				this.quoted(false);
				return true;
			case '%':
				return this.percent();
			case '\\':
				this.backslashes(false);
				return true;
			default:
				return '|&<>'.includes(character) && this.operator(character);
		}
	}

	private percent(): boolean {
		const name = this.match(VARIABLE);
		return name !== '' && !ESCAPED_BYTE.test(name) && this.variable(name);
	}

	private caret(): void {
		if (this.skip(CONTINUED) !== '') return;
		this.at += 1;
		if (this.text.charAt(this.at) === '"') return this.quoted(true);
		if (this.text.charAt(this.at) === '\\') return this.backslashes(false);
		this.begin();
		this.take(this.text.charAt(this.at));
	}

	/**
	 * From a quote to the one that ends it.
	 * @param hasCarets whether the quotes are written `^"`: cmd.exe ignores those, so carets inside are special
	 */
	private quoted(hasCarets: boolean): void {
		const open = this.at;
		this.begin();
		this.at += 1;
		for (;;) {
			this.take(this.match(hasCarets ? /[^"^%\\]*/y : /[^"%\\]*/y), '"');
			const character = this.text.charAt(this.at);
			if (character === '') this.unclosed(open, hasCarets ? '^"' : '"');
			if (character === '^') {
				if (this.caretInQuotes()) return;
			} else if (character === '\\') this.backslashes(hasCarets);
			else if (character === '%') {
				if (!this.percent()) this.take('%');
			} else {
				this.at += 1;
				if (hasCarets || this.text.charAt(this.at) !== '"') return;
				this.add('"', 1);
			}
		}
	}

	/**
	 * In quotes that are written with carets: `^x` is x, and a `^` before two line breaks is one.
	 * @returns whether it was the quote that ends them
	 */
	private caretInQuotes(): boolean {
		this.at += 1;
		if (this.skip(/\r?\n/y) !== '') {
			const second = this.match(/\r?\n/y);
			if (second !== '') this.add('\n', second.length);
			return false;
		}
		const next = this.text.charAt(this.at);
		if (next === '\\') this.backslashes(true);
		else if (next === '"') this.at += 1;
		else this.take(next);
		return next === '"';
	}

	/** 2n backslashes before a quote are n backslashes and a special quote; one more makes the quote a character. */
	private backslashes(hasCarets: boolean): void {
		this.begin();
		let count = 0;
		const one = hasCarets ? /\^?\\/y : BACKSLASHES;
		for (let found = this.skip(one); found !== ''; found = this.skip(one))
			count += hasCarets ? 1 : found.length;
		const quote = this.match(hasCarets ? /\^?"/y : /"/y);
		if (quote === '') return this.add('\\'.repeat(count));
		this.add('\\'.repeat(count >> 1));
		if (count % 2 === 1) this.add('"', quote.length);
	}
}
