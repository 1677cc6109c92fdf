import { CURLY_QUOTE } from '../../formats';
import type { Command, Word } from './command';
import { BRACES, MARK, Typed } from './typed';

/** What separates words. Pages of documentation have no-break spaces, which no shell knows. */
const BLANK = /[ \t\r\u00a0]+/y;
const TO_LINE_END = /[^\n]*/y;
/** Blank lines, and space before the next word. */
const BLANK_LINES = /[\s\u00a0]*/y;

const ONLY_CURL =
	'Paste only the curl command, without what is before or after it. If it belongs to a value, put that in quotes.';
/** For what only looks as if it were the shell's, such as the path `$[0].id`. */
const QUOTE_TEXT = 'If it is text, put it in single quotes.';
const RESULT = 'Put the text itself there, or a placeholder such as {{contact.email}}.';
/** What makes a text in a shell, and what to do instead. */
const FIXES = [
	{ starts: '<<', fix: "Write the text itself behind its option, in single quotes, as in -d 'text'." },
	{ starts: '$(', fix: RESULT },
	{ starts: '$[', fix: `${RESULT} ${QUOTE_TEXT}` },
	{ starts: '`', fix: RESULT },
];

/** Splits a command into words: the rules that all shells share. */
export abstract class Splitter {
	protected at = 0;
	protected readonly text: string;
	private readonly words: Word[] = [];
	private marks = 0;
	private word?: { at: number; text: string; placeholders: string[] };

	constructor(protected readonly command: Command) {
		this.text = command.text;
	}

	/** Plain characters, which neither end nor begin anything. */
	protected abstract readonly plain: RegExp;

	/** Reads what is special in this shell at `at`; false if it is a plain character. */
	protected abstract special(character: string): boolean;

	/** @throws WebhookFailure if it is not one single command */
	split(from = 0): Word[] {
		this.at = from;
		this.marks = this.text.slice(0, from).split(MARK).length - 1;
		while (this.at < this.text.length) this.step();
		this.endWord();
		return this.words;
	}

	private step(): void {
		const character = this.text.charAt(this.at);
		if (this.skip(BLANK) !== '') return this.endWord();
		if (character === '\n') return this.lineBreak();
		if (this.special(character)) return;
		if (CURLY_QUOTE.test(character))
			throw this.mistake(
				`the quotation mark ${character} is not one of a command`,
				`Use straight quotes: ' or ".`,
			);
		this.take(this.match(this.plain) || character);
	}

	/** Whether no word has begun. */
	protected get isBetweenWords(): boolean {
		return this.word === undefined;
	}

	protected get isEmpty(): boolean {
		return this.words.length === 0 && this.word === undefined;
	}

	/** Begins a word that may stay empty. */
	protected begin(): { at: number; text: string; placeholders: string[] } {
		return (this.word ??= { at: this.at, text: '', placeholders: [] });
	}

	/** Adds text, and skips the characters that it replaces. */
	protected add(text: string, skipped = 0, quote?: '"' | "'"): void {
		const word = this.begin();
		word.text += text;
		this.at += skipped;
		for (let mark = text.indexOf(MARK); mark !== -1; mark = text.indexOf(MARK, mark + 1))
			word.placeholders.push(unquoted(this.command.placeholders[this.marks++] ?? '', quote));
	}

	/** Adds the next characters as they are. */
	protected take(text: string, quote?: '"' | "'"): void {
		this.add(text, text.length, quote);
	}

	protected endWord(): void {
		if (!this.word) return;
		const { at, text, placeholders } = this.word;
		this.words.push({ at, typed: new Typed(text.replaceAll(BRACES, '{{'), placeholders) });
		this.word = undefined;
	}

	/** Skips and returns the match of a sticky pattern here. */
	protected skip(pattern: RegExp): string {
		const found = this.match(pattern);
		this.at += found.length;
		return found;
	}

	protected match(pattern: RegExp, at = this.at): string {
		pattern.lastIndex = at;
		return pattern.exec(this.text)?.[0] ?? '';
	}

	/** Skips a comment; false inside a word, where there is none. */
	protected comment(): boolean {
		if (!this.isBetweenWords) return false;
		this.skip(TO_LINE_END);
		return true;
	}

	/** A line break ends a command. If the next line begins with an option, a continuation is missing. */
	private lineBreak(): void {
		this.endWord();
		const wasEmpty = this.isEmpty;
		this.skip(BLANK_LINES);
		const next = this.text.charAt(this.at);
		if (wasEmpty || next === '' || next === '-' || next === '#') return;
		if (/^curl\b/.test(this.match(/\S{1,5}/y)))
			throw this.mistake('a second command begins', 'Paste one command for each node.');
		throw this.mistake(
			'the line before this one ends the command',
			'End that line with \\ if the command goes on, or remove what follows.',
		);
	}

	/** Refuses what only a shell can do, such as `|`. */
	protected operator(operator: string): never {
		if (this.word && /^https?:/i.test(this.word.text))
			throw this.mistake(`${operator} ends the URL in a shell`, 'Put the URL in quotes.');
		const [fix] = FIXES.filter(({ starts }) => this.text.startsWith(starts, this.at));
		throw this.mistake(
			`${fix?.starts ?? operator} belongs to the shell, not to cURL`,
			fix?.fix ?? ONLY_CURL,
		);
	}

	protected variable(name: string): never {
		throw this.mistake(
			`${/^[^\p{L}\p{N}_]*(?:env:)?[\p{L}\p{N}_]*[%}]?/iu.exec(name)?.[0] ?? ''} is a variable of a shell, which this node does not have`,
			`Put a placeholder such as {{contact.email}} there. For a secret, remove the whole option, such as -H or -u, and choose a credential in Authentication. ${QUOTE_TEXT}`,
		);
	}

	protected unclosed(at: number, quote: string): never {
		throw this.command.mistake(
			at,
			`the quote ${quote} is never closed`,
			`Add ${quote} where the value ends.`,
		);
	}

	protected mistake(message: string, fix: string) {
		return this.command.mistake(this.at, message, fix);
	}
}

/** A placeholder without the escapes that the quotes around it require. */
function unquoted(placeholder: string, quote?: '"' | "'"): string {
	if (quote === "'") return placeholder.replaceAll("'\\''", "'");
	const isEscaped = quote === '"' && /\\"/.test(placeholder) && !/(?<!\\)"/.test(placeholder);
	return isEscaped ? placeholder.replaceAll('\\"', '"') : placeholder;
}
