import type { Command, Word } from './command';
import { Splitter } from './splitter';

/** `$1`, `$$` and `$?` are variables, too (about_Variables, about_Automatic_Variables). */
const VARIABLE = /\$(?:[\p{L}\p{N}_]+(?::\w+)?|\{[^}]*\}?|[($?^])/uy;
const CONTINUED = /`[ \t\r\u00a0]*\n/y;
const HERE_STRING = /@'[ \t]*\r?\n([^]*?)\r?\n'@/y;
const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', e: '\x1b' };

/**
 * Words as PowerShell splits them (about_Quoting_Rules, about_Special_Characters). A `\"` is a quote, as Windows
 * PowerShell requires in the arguments of a program.
 */
export function splitPowerShell(command: Command, from: number): Word[] {
	const words = new PowerShellSplitter(command).split(from);
	return words.map(({ at, typed }) => ({ at, typed: typed.map(withQuotes) }));
}

class PowerShellSplitter extends Splitter {
	protected readonly plain = /[^\s\u00a0'"$`|&;<>()\u2018-\u201f]+/y;

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
			case '@':
				return this.hereString();
			case '$':
				return this.dollar();
			case '`':
				if (this.skip(CONTINUED) === '') this.backtick();
				return true;
			default:
				return '|&;<>()'.includes(character) && this.operator(character);
		}
	}

	private single(): void {
		const open = this.at;
		this.begin();
		this.at += 1;
		for (;;) {
			this.take(this.match(/[^']*/y), "'");
			if (this.at >= this.text.length) this.unclosed(open, "'");
			if (this.text.charAt(this.at + 1) !== "'") break;
			this.add("'", 2);
		}
		this.at += 1;
	}

	private double(): void {
		const open = this.at;
		this.begin();
		this.at += 1;
		for (;;) {
			// a backslash does not escape here, but the program gets a quote that has one
			this.take(this.match(/[^"$`]*/y), '"');
			const character = this.text.charAt(this.at);
			if (character === '') this.unclosed(open, '"');
			if (character === '`') this.backtick();
			else if (character === '$') {
				if (!this.dollar()) this.take('$');
			} else if (this.text.charAt(this.at + 1) === '"') this.add('"', 2);
			else break;
		}
		this.at += 1;
	}

	private backtick(): void {
		const next = this.text.charAt(this.at + 1);
		this.begin();
		if (Object.hasOwn(NAMED, next)) return this.add(NAMED[next] ?? '', 2);
		this.at += 1;
		this.take(next);
	}

	private dollar(): boolean {
		const name = this.match(VARIABLE);
		return name !== '' && this.variable(name.replace('(', '(…)'));
	}

	private hereString(): boolean {
		const found = this.match(HERE_STRING);
		if (found === '' || !this.isBetweenWords) return false;
		const start = found.indexOf('\n') + 1;
		const end = found.lastIndexOf('\n') - (found.at(-4) === '\r' ? 1 : 0);
		this.begin();
		this.at += start;
		this.take(found.slice(start, end), "'");
		this.at += found.length - end;
		return true;
	}
}

/** Backslashes in front of a quote, as a Windows program reads them. */
function withQuotes(text: string): string {
	return text.replace(
		/(?<!\\)(\\+)"/g,
		(_found, slashes: string) => '\\'.repeat(slashes.length >> 1) + '"',
	);
}
