import type { WebhookFailure } from '../failure';
import { asHandlebars, computedIndexOf } from './classify';
import { shorten } from '../formats';
import { rewriteIndexes } from './indexes';
import { Spot } from './spot';

/** A piece of a template. */
export type Piece =
	| { kind: 'text'; text: string }
	/** `source` is what Handlebars parses instead. */
	| { kind: 'handlebars'; start: number; end: number; source: string; tag: Tag }
	/** `code` is the text between the braces, for n8n's evaluator. */
	| { kind: 'n8n'; start: number; end: number; code: string; raw: boolean; trim: [string, string] };

/** A placeholder with its place. */
export type Placeholder = Exclude<Piece, { kind: 'text' }>;

/** What a Handlebars placeholder does to the nesting of blocks. */
export type Tag = 'value' | 'open' | 'else' | 'close' | 'comment';

const CLOSE = '}}';
/** If one of these follows `{{{`, the first brace is text, and the rest a block, comment or partial. */
const STRUCTURE = /[#/^!>]/;
/** JavaScript's operators if inside the braces; Handlebars would read them as part of the braces. */
const PART_OF_BRACES = /^[~&]|~$/;
const RAW_END = /\{\{\{\{\/([^{}]+)\}\}\}\}/g;
/** Longest opening of a raw block that is recognized, in UTF-16 units. */
const RAW_HEAD_UNITS = 1000;
/** How much of an unclosed placeholder a message shows, in UTF-16 units. */
const SHOWN_UNITS = 30;
const NO_CODE = 'In a block, write {{#each (lookup list index)}} for list[index].';
const UNKNOWN_FEATURE = 'partials ({{> name}}) and decorators ({{* name}}) are not supported';

/**
 * Cuts a template into text and placeholders, and tells the two languages apart. A placeholder begins by Handlebars'
 * rules (`\{{` is text), and its code ends by n8n's: at the first `}}` that is not `\}}`. Linear in the length of the
 * text.
 * @param keepBackslashes for JSON: a pair of backslashes before a placeholder is one escaped backslash, and is kept
 * @throws WebhookFailure `template` for an unclosed placeholder, a partial or a decorator
 */
export function cut(text: string, field: string, keepBackslashes: boolean): Piece[] {
	return new Cutter(text, field, keepBackslashes).cut();
}

class Cutter {
	private readonly pieces: Piece[] = [];
	private at = 0;
	private rawEnds?: Map<string, number>;

	constructor(
		private readonly text: string,
		private readonly field: string,
		private readonly keepBackslashes: boolean,
	) {}

	cut(): Piece[] {
		for (let open = this.nextOpen(); open !== -1; open = this.nextOpen()) {
			const backslashes = this.backslashesBefore(open);
			if (backslashes === 1) {
				this.addText(this.text.slice(this.at, open - 1) + '{{');
				this.at = open + 2;
				continue;
			}
			const dropped = backslashes > 1 && !(this.keepBackslashes && backslashes % 2 === 0) ? 1 : 0;
			this.addText(this.text.slice(this.at, open - dropped));
			this.at = open;
			this.placeholder(open);
		}
		this.addText(this.text.slice(this.at));
		return this.pieces;
	}

	private nextOpen(): number {
		return this.text.indexOf('{{', this.at);
	}

	private backslashesBefore(open: number): number {
		let first = open;
		while (first > this.at && this.text[first - 1] === '\\') first -= 1;
		return open - first;
	}

	private addText(text: string): void {
		if (text !== '') this.pieces.push({ kind: 'text', text });
	}

	private placeholder(open: number): void {
		const { text } = this;
		if (text.startsWith('{{{{', open)) {
			if (!this.rawBlock(open)) this.brace(open);
			return;
		}
		if (/^\{\{~?!/.test(text.slice(open, open + 4))) return this.comment(open);
		const triple = /^\{\{~?\{/.exec(text.slice(open, open + 4))?.[0].length;
		if (triple !== undefined && this.triple(open, open + triple)) return;
		if (text[open + 2] === '{' && !this.isObjectLiteral(open)) {
			this.brace(open);
			return this.double(open + 1);
		}
		this.double(open);
	}

	/** The first of several braces is text. */
	private brace(open: number): void {
		this.addText('{');
		this.at = open + 1;
	}

	/** Whether it is `{{{a: 1} }}`, and not a brace of the text in front of `{{a}}`. */
	private isObjectLiteral(open: number): boolean {
		const code = this.text.slice(open + 2, this.codeEnd(open + 2));
		return code.split('{').length === code.split('}').length;
	}

	private comment(open: number): void {
		const isLong = /^\{\{~?!--/.test(this.text.slice(open, open + 6));
		const end = isLong ? this.longCommentEnd(open) : this.shortCommentEnd(open);
		this.handlebars(open, end, this.commentTrim(open, end), 'comment');
	}

	private shortCommentEnd(open: number): number {
		const close = this.text.indexOf(CLOSE, open);
		if (close === -1) throw this.unclosed(open, '{{!');
		return close + CLOSE.length;
	}

	private longCommentEnd(open: number): number {
		const close = /--~?\}\}/g;
		close.lastIndex = open;
		const found = close.exec(this.text);
		if (!found) throw this.unclosed(open, '{{!--');
		return found.index + found[0].length;
	}

	/** A comment's own text may hold anything: only its whitespace control matters. */
	private commentTrim(open: number, end: number): string {
		const before = this.text[open + 2] === '~' ? '~' : '';
		const after = this.text[end - 3] === '~' ? '~' : '';
		return `{{${before}! ${after}}}`;
	}

	/** Cuts `{{{x}}}`; false if it is a brace of the text in front of `{{x}}`. */
	private triple(open: number, bodyStart: number): boolean {
		const first = this.text[bodyStart] ?? '';
		const end = this.codeEnd(bodyStart);
		if (end === -1) throw this.unclosed(open, '{{{');
		const close = end - 2 >= bodyStart && this.text.startsWith('}~', end - 2) ? end - 2 : end;
		const ending = /^\}~?\}\}/.exec(this.text.slice(close, close + 4))?.[0];
		if (STRUCTURE.test(first) || ending === undefined) return false;
		const trim: [string, string] = [
			this.text[open + 2] === '~' ? '~' : '',
			ending.includes('~') ? '~' : '',
		];
		this.value(open, close + ending.length, this.text.slice(bodyStart, close), true, trim);
		return true;
	}

	private double(open: number): void {
		const close = this.codeEnd(open + 2);
		if (close === -1) throw this.unclosed(open, '{{');
		const inner = this.text.slice(open + 2, close);
		const [, before = '', body = '', after = ''] = /^(~?)([^]*?)(~?)$/.exec(inner) ?? [];
		const tag = tagOf(body);
		if (/^#?[>*]/.test(body))
			throw this.failure(open, UNKNOWN_FEATURE, 'Write the text itself in its place.');
		if (tag !== 'value') {
			const end = this.handlebarsEnd(open, close);
			const opening = this.text.slice(open + 2, end - 2);
			const index = computedIndexOf(opening);
			if (index !== undefined)
				throw this.failure(open, `the index [${shorten(index)}] is code`, NO_CODE);
			return this.handlebars(open, end, `{{${rewriteIndexes(opening)}}}`, tag);
		}
		if (body.startsWith('&')) return this.value(open, close + 2, body.slice(1), true, [before, after]);
		const longer = this.withBracesInStrings(open, close);
		if (longer !== undefined) return this.handlebars(open, longer.end, longer.source, 'value');
		this.value(open, close + 2, body, false, [before, after]);
	}

	private value(start: number, end: number, code: string, raw: boolean, trim: [string, string]): void {
		const source = PART_OF_BRACES.test(code) ? undefined : asHandlebars(code);
		if (source === undefined) {
			this.pieces.push({ kind: 'n8n', start, end, code, raw, trim });
			this.at = end;
			return;
		}
		const [before, after] = trim;
		const inner = raw ? `{${source}}` : source;
		this.handlebars(start, end, `{{${before}${inner}${after}}}`, 'value');
	}

	private handlebars(start: number, end: number, source: string, tag: Tag): void {
		this.pieces.push({ kind: 'handlebars', start, end, source, tag });
		this.at = end;
	}

	/** The first `}}` that is not escaped by an odd number of backslashes; -1 if there is none. */
	private codeEnd(from: number): number {
		for (
			let close = this.text.indexOf(CLOSE, from);
			close !== -1;
			close = this.text.indexOf(CLOSE, close + 2)
		) {
			let first = close;
			while (first > from && this.text[first - 1] === '\\') first -= 1;
			if ((close - first) % 2 === 0) return close;
		}
		return -1;
	}

	/** Handlebars allows `}}` in a string literal. Only up to the next `{{`, which keeps cutting linear. */
	private withBracesInStrings(open: number, close: number): { end: number; source: string } | undefined {
		const end = this.handlebarsEnd(open, close);
		if (end === close + 2) return undefined;
		const source = asHandlebars(this.text.slice(open + 2, end - 2));
		return source === undefined ? undefined : { end, source: `{{${source}}}` };
	}

	private handlebarsEnd(open: number, close: number): number {
		if (!/["'[]/.test(this.text.slice(open + 2, close))) return close + 2;
		const limit = this.text.indexOf('{{', close);
		const reach = this.text.slice(open + 2, limit === -1 ? undefined : limit);
		const end =
			/^(?:"(?:\\"|[^"\\]|\\(?!"))*"|'(?:\\'|[^'\\]|\\(?!'))*'|\[[^\]]*\]|(?!\}\})[^"'[])*\}\}/.exec(
				reach,
			);
		return end ? open + 2 + end[0].length : close + 2;
	}

	/** Cuts `{{{{name}}}} … {{{{/name}}}}`; false if the braces are something else. */
	private rawBlock(open: number): boolean {
		const head = /^\{\{\{\{\s*([^\s{}/][^{}]*)\}\}\}\}/.exec(
			this.text.slice(open, open + RAW_HEAD_UNITS),
		);
		const inner = head?.[1]?.trim() ?? '';
		const name = /^\S+/.exec(inner)?.[0];
		if (!head || name === undefined) return false;
		const bodyStart = open + head[0].length;
		const ending = `{{{{/${name}}}}}`;
		if (this.lastRawEnd(name) < bodyStart) return false;
		const bodyEnd = this.text.indexOf(ending, bodyStart);
		const end = bodyEnd + ending.length;
		// `raw` only shows its content; any other name is a block around it
		const isBlock = inner !== 'raw';
		if (isBlock) this.handlebars(open, bodyStart, `{{#${rewriteIndexes(inner)}}}`, 'open');
		this.addText(this.text.slice(bodyStart, bodyEnd));
		if (isBlock) this.handlebars(bodyEnd, end, `{{/${name}}}`, 'close');
		this.at = end;
		return true;
	}

	/** Offset of the last `{{{{/name}}}}`, or -1. All are found in one pass, which keeps cutting linear. */
	private lastRawEnd(name: string): number {
		this.rawEnds ??= new Map([...this.text.matchAll(RAW_END)].map((end) => [end[1] ?? '', end.index]));
		return this.rawEnds.get(name) ?? -1;
	}

	private unclosed(open: number, braces: string): WebhookFailure {
		const what = shorten(this.text.slice(open), SHOWN_UNITS);
		const closing = braces === '{{{' ? '}}}' : braces === '{{!--' ? '--}}' : '}}';
		const hint = `Close it with ${closing}, or write \\{{ for braces that are text.`;
		return this.failure(open, `the placeholder ${what} is never closed`, hint);
	}

	private failure(open: number, message: string, hint: string): WebhookFailure {
		return new Spot(this.text, this.field, open, '').failure(message, hint);
	}
}

function tagOf(body: string): Tag {
	if (body.startsWith('#')) return 'open';
	if (/^\/\s*(?:\[[^\]]*\]|"[^"]*"|'[^']*'|[^\s()"'[\]])+\s*$/.test(body)) return 'close';
	if (/^\^\s*$/.test(body) || /^\s*else\b/.test(body)) return 'else';
	return body.startsWith('^') ? 'open' : 'value';
}
