/** How many lines of a program's output a message shows. */
export const SHOWN_LINES = 15;

/** Something that can go wrong on anybody's machine: told in plain words, with the way out, without a stack. */
export class Problem extends Error {
	/**
	 * @param {string} message what is wrong
	 * @param {string} wayOut what to do about it
	 * @param {string} [details] lines of the program that failed
	 */
	constructor(message, wayOut, details = '') {
		super(message);
		this.name = 'Problem';
		this.wayOut = wayOut;
		this.details = details;
	}
}

/**
 * The text that a person sees on the terminal.
 *
 * @param {unknown} error
 */
export function explain(error) {
	if (!(error instanceof Problem)) {
		return `\nThis should not have happened:\n${error instanceof Error ? error.stack : String(error)}\n`;
	}
	const details = error.details ? `\n${indent(error.details)}\n` : '';
	return `\n${error.message}\n${details}\n  ${error.wayOut}\n`;
}

/**
 * The end of what a program printed, for the details of a problem.
 *
 * @param {string} output
 */
export function lastLines(output, count = SHOWN_LINES) {
	return output
		.split('\n')
		.filter((line) => line.trim() !== '')
		.slice(-count)
		.join('\n');
}

/** @param {string} text */
function indent(text) {
	return text
		.split('\n')
		.map((line) => `  | ${line}`)
		.join('\n');
}
