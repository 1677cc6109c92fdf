import { parse } from 'handlebars/dist/cjs/handlebars/compiler/base';
import type { Program, Statement } from './ast';
import type { Piece, Placeholder } from './cut';
import { checkNesting } from './nesting';
import { Spot } from './spot';

/** Line breaks in JavaScript, but not for Handlebars' lexer, whose columns would be wrong after them. */
const UNCOUNTED_BREAK = /[\u2028\u2029]/g;

/** A parsed template. */
export interface Parsed {
	program: Program;
	/** The text that a content statement represents. */
	textOf(value: string): string;
	/** The placeholder that a statement of the tree came from. */
	placeholderOf(statement: Statement): Placeholder;
	spotOf(placeholder: Placeholder): Spot;
}

/**
 * Put around the number of a text. Handlebars gets a number in place of each text, with the white space around it for
 * its whitespace control. So no text can be read as a placeholder, and a long one costs nothing.
 */
const MARK = '\ue000';
/** More white space than this (UTF-16 units) counts as text: Handlebars' own search in it is quadratic. */
const MAX_TRIMMED_UNITS = 256;

/**
 * Parses a template with Handlebars' own parser.
 * @throws WebhookFailure `template` if a block is not closed, or a placeholder's syntax is wrong
 */
export function parseTemplate(text: string, field: string, pieces: readonly Piece[]): Parsed {
	const spotOf = (placeholder: Placeholder) =>
		new Spot(text, field, placeholder.start, text.slice(placeholder.start, placeholder.end));
	checkNesting(pieces, spotOf);
	const skeleton = new Skeleton();
	for (const piece of pieces) skeleton.add(piece);
	return {
		program: parse(skeleton.source()),
		textOf: (value) => skeleton.textOf(value),
		placeholderOf: (statement) => skeleton.placeholderAt(statement),
		spotOf,
	};
}

class Skeleton {
	private readonly parts: string[] = [];
	private readonly texts: string[] = [];
	private readonly placeholders = new Map<string, Placeholder>();
	private line = 1;
	private column = 0;

	add(piece: Piece): void {
		if (piece.kind === 'text') return this.append(this.marked(piece.text));
		this.placeholders.set(`${this.line}:${this.column}`, piece);
		this.append(piece.kind === 'n8n' ? standIn(piece) : piece.source.replace(UNCOUNTED_BREAK, ' '));
	}

	source(): string {
		return this.parts.join('');
	}

	textOf(value: string): string {
		if (!value.includes(MARK)) return value;
		return value
			.split(MARK)
			.map((part, index) => (index % 2 === 1 ? (this.texts[Number(part)] ?? '') : part))
			.join('');
	}

	placeholderAt(statement: Statement): Placeholder {
		const { line, column } = statement.loc.start;
		const placeholder = this.placeholders.get(`${line}:${column}`);
		if (!placeholder) throw new Error(`No placeholder at ${line}:${column} of the skeleton`);
		return placeholder;
	}

	/** Counts lines and columns as Handlebars' lexer does. */
	private append(source: string): void {
		this.parts.push(source);
		const lines = source.split(/\r\n?|\n/);
		this.line += lines.length - 1;
		this.column = (lines.length === 1 ? this.column : 0) + (lines.at(-1) ?? '').length;
	}

	private marked(text: string): string {
		const lead = leadingSpace(text);
		if (lead === text.length && lead <= MAX_TRIMMED_UNITS) return text;
		const tail = trailingSpace(text);
		const from = lead <= MAX_TRIMMED_UNITS ? lead : 0;
		const to = tail <= MAX_TRIMMED_UNITS ? text.length - tail : text.length;
		const number = this.texts.push(text.slice(from, to)) - 1;
		return `${text.slice(0, from)}${MARK}${number}${MARK}${text.slice(to)}`;
	}
}

function leadingSpace(text: string): number {
	return /^[ \t\r\n]*/.exec(text)?.[0].length ?? 0;
}

function trailingSpace(text: string): number {
	let start = text.length;
	while (start > 0 && ' \t\r\n'.includes(text.charAt(start - 1))) start -= 1;
	return text.length - start;
}

/** What Handlebars parses in place of n8n's code. */
function standIn({ raw, trim: [before, after] }: { raw: boolean; trim: [string, string] }): string {
	return `{{${before}${raw ? '&' : ''}n8n${after}}}`;
}
