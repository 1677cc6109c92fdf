import type { NamedTemplate } from '../types';
import { bytesOfText } from './bytes';
import type { Word } from './command';
import type { Draft } from './draft';
import { Typed } from './typed';

export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Headers that a request has only once, so that two are a mistake. */
const SINGLE = new Set([
	'authorization',
	'content-length',
	'content-type',
	'host',
	'idempotency-key',
	'referer',
	'user-agent',
]);

/** The headers of a command. */
export class CommandHeaders {
	private readonly byName = new Map<string, { name: string; value: Typed }>();
	/** Headers that the command removes, in lower case. */
	readonly leftOut = new Set<string>();

	constructor(private readonly draft: Draft) {
		for (const word of draft.headers) this.read(word);
	}

	/** The typed value of a header; empty if there is none. */
	text(name: string): string {
		return this.byName.get(name.toLowerCase())?.value.text ?? '';
	}

	has(name: string): boolean {
		return this.byName.has(name.toLowerCase()) || this.leftOut.has(name.toLowerCase());
	}

	/** Sets a header that no `-H` sets; an empty value means that it is not sent. */
	setUsual(name: string, value: Typed): void {
		if (this.has(name)) return;
		if (value.text === '') this.leftOut.add(name.toLowerCase());
		else this.byName.set(name.toLowerCase(), { name, value });
	}

	rows(): NamedTemplate[] {
		const { syntax } = this.draft.command;
		return Array.from(this.byName.values(), ({ name, value }) => ({
			name,
			value: value.map(asSent).template(syntax),
		}));
	}

	/** `Name: value`. `Name:` removes a header, `Name;` is one without a value. */
	private read(word: Word): void {
		const { typed } = word;
		if (typed.text.startsWith('@'))
			throw this.draft.mistake(
				word,
				'-H @… reads a file of the computer that runs n8n',
				'Write each header with an -H of its own.',
			);
		const cut = typed.cutAt(':');
		if (!cut && !/^[^\s;]+;\s*$/.test(typed.text))
			throw this.draft.mistake(word, 'this header has no colon', "Write it as in -H 'Name: value'.");
		const [name, value] = cut ?? [typed.slice(0, typed.text.indexOf(';')), undefined];
		if (name.hasPlaceholder)
			throw this.draft.mistake(
				word,
				'the name of a header cannot have a placeholder',
				'Only its value can: write the name itself.',
			);
		this.put(word, name.text.trim(), value?.trim());
	}

	private put(word: Word, name: string, value: Typed | undefined): void {
		const key = name.toLowerCase();
		if (value?.text === '') {
			this.leftOut.add(key);
			return;
		}
		const typed = value ?? new Typed('');
		const other = this.byName.get(key)?.value;
		this.byName.set(key, { name, value: other ? this.both(word, key, other, typed) : typed });
	}

	/** Two headers of one name mean the same as one with both values (RFC 9110, section 5.3). */
	private both(word: Word, name: string, one: Typed, two: Typed): Typed {
		const { syntax } = this.draft.command;
		if (one.template(syntax) === two.template(syntax)) return one;
		if (SINGLE.has(name))
			throw this.draft.mistake(word, 'this header is in the command twice', 'Remove one of them.');
		return Typed.join([one, two], name === 'cookie' ? '; ' : ', ');
	}
}

/** A header's value has one character for each byte of the shell's UTF-8 text. */
function asSent(text: string): string {
	return bytesOfText(text).toString('latin1');
}
