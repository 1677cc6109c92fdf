import { DOLLAR_AS_TEXT, type TemplateOptions } from '../../template';

/** Replaces a placeholder in a typed text: a non-character (Unicode, section 23.7), so no quote and no separator. */
export const MARK = '\uffff';

/** Replaces `\{{` in a typed command, which templates read as text braces; a non-character, too. */
export const BRACES = '\ufffe';

/**
 * Text of a command in which each placeholder is one `MARK`, so that no cut or change of the text can reach into a
 * placeholder.
 */
export class Typed {
	constructor(
		readonly text: string,
		/** The source of each mark, in order. */
		readonly placeholders: readonly string[] = [],
	) {}

	/** The texts joined by `separator`. */
	static join(parts: readonly Typed[], separator = ''): Typed {
		return new Typed(
			parts.map(({ text }) => text).join(separator),
			parts.flatMap(({ placeholders }) => placeholders),
		);
	}

	get hasPlaceholder(): boolean {
		return this.placeholders.length > 0;
	}

	slice(from: number, to = this.text.length): Typed {
		const before = marksIn(this.text.slice(0, from));
		const text = this.text.slice(from, to);
		return new Typed(text, this.placeholders.slice(before, before + marksIn(text)));
	}

	/** The parts before and after the first typed `separator`; undefined if there is none. */
	cutAt(separator: string): [Typed, Typed] | undefined {
		const at = this.text.indexOf(separator);
		return at === -1 ? undefined : [this.slice(0, at), this.slice(at + separator.length)];
	}

	/** Without leading blanks, as in cURL: a no-break space is text. */
	trimStart(): Typed {
		let start = 0;
		while (isBlank(this.text.charAt(start))) start += 1;
		return this.slice(start);
	}

	trim(): Typed {
		let end = this.text.length;
		while (isBlank(this.text.charAt(end - 1))) end -= 1;
		return this.slice(0, end).trimStart();
	}

	/** The same with each stretch of typed text changed. */
	map(change: (text: string) => string): Typed {
		return new Typed(this.text.split(MARK).map(change).join(MARK), this.placeholders);
	}

	/** The raw text of a template that renders to this text. */
	template(syntax: TemplateOptions['syntax']): string {
		const stretches = this.text.split(MARK);
		const out = stretches
			.map((text, index) => {
				const placeholder = this.placeholders[index] ?? '';
				return (
					(syntax === 'dollar' ? asDollarText(text) : asText(text, placeholder !== '')) +
					placeholder
				);
			})
			.join('');
		// a template drops one leading `=`, n8n's mark of an expression
		return out.startsWith('=') ? `=${out}` : out;
	}
}

function marksIn(text: string): number {
	return text.split(MARK).length - 1;
}

/**
 * Escapes braces and backslashes that are left after the shell's quoting, so that they are text in the template: all that
 * stand together, because a template reads them as one, and so with a placeholder right after them.
 */
function asText(text: string, isBeforePlaceholder: boolean): string {
	return text.replace(/[\\{]+/g, (run, at: number) => {
		const isJoined = isBeforePlaceholder && at + run.length === text.length;
		return isJoined || run.includes('{{') ? raw(run) : run;
	});
}

const asDollarText = (text: string) => text.replaceAll('${', DOLLAR_AS_TEXT);

const raw = (text: string) => `{{{{raw}}}}${text}{{{{/raw}}}}`;

const isBlank = (character: string) => character !== '' && ' \t\r\n\v\f'.includes(character);
