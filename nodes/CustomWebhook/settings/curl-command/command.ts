import { WebhookFailure } from '../../failure';
import { positionOf } from '../../formats';
import { placeholdersIn, type TemplateOptions } from '../../template';
import { BRACES, MARK, type Typed } from './typed';

/** The parameter that holds the command. */
export const FIELD = 'curlCommand';

/** A word of the command, without its quotes, and where it begins in `Command.text`. */
export interface Word {
	typed: Typed;
	at: number;
	/** The option that it belongs to, or is, as typed. */
	option?: string;
}

/** Braces that templates read as text: with one typed backslash in front of them. */
const ESCAPED_BRACES = /(?<!\\)\\\{\{/g;

/** A raw block of templates, which would keep what is quoted for a shell. */
const RAW_BLOCK = /\{\{\{\{\s{0,20}raw\s{0,20}\}\}\}\}/;

/** A command as it was typed, each placeholder as one `MARK`, and `\{{` as `BRACES`. */
export class Command {
	readonly text: string;
	readonly placeholders: readonly string[];
	/** Where, and by how much, `text` is shorter than the typed command. */
	private readonly cuts: Array<{ at: number; by: number }> = [];

	/** @throws WebhookFailure for an unclosed placeholder, and for a non-character */
	constructor(
		private readonly source: string,
		readonly syntax: TemplateOptions['syntax'],
	) {
		const ranges = placeholdersIn(source, FIELD, syntax);
		this.placeholders = ranges.map(({ start, end }) => source.slice(start, end));
		const unfit = source.search(/[\ufffe\uffff]/);
		if (unfit !== -1)
			throw failureAt(source, unfit, 'the character U+FFFE or U+FFFF is no text', 'Remove it.');
		const rawBlock = syntax === 'dollar' ? -1 : source.search(RAW_BLOCK);
		if (rawBlock !== -1)
			throw failureAt(
				source,
				rawBlock,
				'a raw block cannot be in a command',
				'Write \\{{ for braces that are text.',
			);
		let text = '';
		let at = 0;
		for (const { start, end } of [...ranges, ...escapedBraces(source, ranges, syntax)].sort(
			(one, two) => one.start - two.start,
		)) {
			text += source.slice(at, start);
			this.cuts.push({ at: text.length, by: end - start - 1 });
			text += source.startsWith('\\', start) ? BRACES : MARK;
			at = end;
		}
		this.text = text + source.slice(at);
	}

	/**
	 * A mistake at one place of the command. Shows nothing of the command, which may contain secrets.
	 * @param message the rest of a sentence
	 * @param fix in whole sentences
	 */
	mistake(at: number, message: string, fix: string): WebhookFailure {
		const cut = this.cuts.reduce((sum, { at: place, by }) => sum + (place < at ? by : 0), 0);
		return failureAt(this.source, at + cut, message, fix);
	}
}

interface Range {
	start: number;
	end: number;
}

/** Escaped braces outside of placeholders. */
function escapedBraces(
	source: string,
	placeholders: readonly Range[],
	syntax: TemplateOptions['syntax'],
): Range[] {
	if (syntax === 'dollar') return [];
	const found: Range[] = [];
	let next = 0;
	for (const { index: start } of source.matchAll(ESCAPED_BRACES)) {
		while (placeholders[next] && placeholders[next]!.end <= start) next += 1;
		const isInside = (placeholders[next]?.start ?? Infinity) < start;
		if (!isInside) found.push({ start, end: start + ESCAPE_LENGTH });
	}
	return found;
}

const ESCAPE_LENGTH = '\\{{'.length;

function failureAt(source: string, offset: number, message: string, fix: string): WebhookFailure {
	const { line, column } = positionOf(source, offset);
	return new WebhookFailure('request', `cURL Command, line ${line}, column ${column}: ${message}. ${fix}`, {
		field: FIELD,
		line,
		column,
	});
}
