/** The position of something in a text, and how to show it. */

/** A place in a text; both count from 1. */
export interface Position {
	line: number;
	column: number;
}

/** UTF-16 units shown on either side of the place: together they fit a line of n8n's error panel. */
const CONTEXT_UNITS = 30;

const LINE_BREAK = /\r\n?|\n/g;

/** The line and column (in UTF-16 units, as editors count) of `offset` in `text`. Lines end in LF, CR or both. */
export function positionOf(text: string, offset: number): Position {
	const before = text.slice(0, offset);
	let line = 1;
	let lineStart = 0;
	for (const lineBreak of before.matchAll(LINE_BREAK)) {
		line += 1;
		lineStart = lineBreak.index + lineBreak[0].length;
	}
	return { line, column: offset - lineStart + 1 };
}

/** The part of the line around `offset`, in backticks: a full stop behind it is then no part of it. Empty if that is. */
export function excerptOf(text: string, offset: number): string {
	const from = Math.max(0, offset - CONTEXT_UNITS);
	const to = Math.min(text.length, offset + CONTEXT_UNITS);
	const before = lastLine(text.slice(from, offset));
	const after = firstLine(text.slice(offset, to));
	const lead = before.length === offset - from && from > 0 ? '…' : '';
	const tail = after.length === to - offset && to < text.length ? '…' : '';
	const excerpt = `${lead}${visible(before)}${visible(after)}${tail}`.trim();
	return excerpt === '' ? '' : `\`${excerpt}\``;
}

/** Text for a message: on one line, and cut if it is long. */
export function shorten(text: string, maxUnits = 60): string {
	const line = visible(text.slice(0, maxUnits + 1).replace(LINE_BREAK, ' '));
	return line.length > maxUnits ? `${line.slice(0, maxUnits)}…` : line;
}

function lastLine(text: string): string {
	return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
}

function firstLine(text: string): string {
	return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}

/** Control characters and lone surrogates become one visible character each. */
function visible(text: string): string {
	return text.replace(/\t/g, ' ').replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd');
}
