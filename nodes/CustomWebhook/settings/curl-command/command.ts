import { WebhookFailure } from '../../failure';
import { positionOf } from '../../formats';
import { placeholdersIn, type TemplateOptions } from '../../template';
import { MARK, type Typed } from './typed';

/** The parameter that holds the command. */
export const FIELD = 'curlCommand';

/** A word of the command, without its quotes, and where it begins in `Command.text`. */
export interface Word {
	typed: Typed;
	at: number;
}

/** A command as it was typed, each placeholder as one `MARK`. */
export class Command {
	readonly text: string;
	readonly placeholders: readonly string[];

	/** @throws WebhookFailure for a placeholder that is not closed, and for a character that is none */
	constructor(
		private readonly source: string,
		readonly syntax: TemplateOptions['syntax'],
	) {
		const ranges = placeholdersIn(source, FIELD, syntax);
		this.placeholders = ranges.map(({ start, end }) => source.slice(start, end));
		let text = '';
		let at = 0;
		for (const { start, end } of ranges) {
			text += source.slice(at, start) + MARK;
			at = end;
		}
		this.text = text + source.slice(at);
		const unfit = source.indexOf(MARK);
		if (unfit !== -1) throw failureAt(source, unfit, 'the character U+FFFF is no text', 'Remove it.');
	}

	/**
	 * A mistake at one place of the command. It shows nothing of it: there may be a secret.
	 * @param message the rest of a sentence
	 * @param fix in whole sentences
	 */
	mistake(at: number, message: string, fix: string): WebhookFailure {
		let offset = at;
		let mark = this.text.indexOf(MARK);
		for (const placeholder of this.placeholders) {
			if (mark === -1 || mark >= at) break;
			offset += placeholder.length - MARK.length;
			mark = this.text.indexOf(MARK, mark + 1);
		}
		return failureAt(this.source, offset, message, fix);
	}
}

function failureAt(source: string, offset: number, message: string, fix: string): WebhookFailure {
	const { line, column } = positionOf(source, offset);
	return new WebhookFailure('request', `cURL Command, line ${line}, column ${column}: ${message}. ${fix}`, {
		field: FIELD,
		line,
		column,
	});
}
