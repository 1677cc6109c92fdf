import type { Settings } from '../types';
import type { Command, Word } from './command';
import type { Typed } from './typed';

/** A piece of `-d` and its relatives; `joint` is put between it and the piece before. */
export interface DataPiece {
	typed: Typed;
	joint: '' | '&';
}

const OPTION = /^-[\w#.-]+/;

/** The collected arguments of a command, before they become one request. */
export class Draft {
	readonly urls: Word[] = [];
	method?: Word;
	/** `-I`, `-G`, `-T`: each asks for a method. */
	head?: Word;
	get?: Word;
	upload?: Word;
	readonly data: DataPiece[] = [];
	isEncoded = false;
	isJson = false;
	readonly form: Word[] = [];
	/** Parts from `--form-string`, whose values stay as typed. */
	readonly formStrings = new Set<Word>();
	readonly headers: Word[] = [];
	/** Headers with an option of their own, by name; `-H` overrides them. */
	readonly named = new Map<string, Typed>();
	/** `user:password`. */
	user?: Word;
	readonly query: Typed[] = [];
	/** The address of `-x`. */
	proxy?: string | undefined;
	proxyUser?: string;
	proxyPassword?: Settings['proxyPassword'];
	keepsBraces = false;
	keepsDots?: Word;
	/** Options of the node that the command sets, by their names. */
	readonly options: Record<string, unknown> = {};

	constructor(
		readonly command: Command,
		/** The body that a preview's command sends through a pipe. */
		readonly input?: Typed,
	) {}

	/** @param message an option at its beginning is shown as typed */
	mistake({ at, option }: Word, message: string, fix: string) {
		const shown = option === undefined ? message : message.replace(OPTION, option);
		return this.command.mistake(at, shown, fix);
	}

	/** The text of a value that must not depend on the item. */
	plain(option: string, value: Word): string {
		if (!value.typed.hasPlaceholder) return value.typed.text;
		throw this.mistake(
			value,
			`${option} cannot have a placeholder`,
			'It holds for all items. Set it in Options, where a field can be an expression.',
		);
	}

	/** A number of this option. */
	number(option: string, value: Word): number {
		const text = this.plain(option, value).trim();
		if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
		throw this.mistake(value, `${option} takes a number`, 'Write it without a unit.');
	}
}
