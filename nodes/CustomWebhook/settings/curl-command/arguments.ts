import type { Command, Word } from './command';
import type { Draft } from './draft';
import { OPTIONS, type Option } from './options';

const BY_NAME = new Map(OPTIONS.flatMap((option) => option.names.map((name) => [name, option] as const)));

/** Dashes that text programs put in place of `-` and `--`. */
const DASH = /^[\u2010-\u2015\u2212]/;

/** Of PowerShell's Invoke-WebRequest, which Windows knows by the name curl too. */
const OF_POWERSHELL = /^-(?:Uri|Method|Headers|Body|ContentType)$/;

/** Applies each argument to the draft. */
export function readArguments(command: Command, words: readonly Word[], draft: Draft): void {
	const rest = [...words].reverse();
	const next = () => rest.pop();
	let hasOptions = true;
	for (let word = next(); word; word = next()) {
		const { text } = word.typed;
		if (DASH.test(text))
			throw command.mistake(
				word.at,
				`${text.charAt(0)} is a dash of a text program`,
				'Write options with - or --.',
			);
		if (OF_POWERSHELL.test(text))
			throw command.mistake(
				word.at,
				`${text} belongs to PowerShell's own command Invoke-WebRequest`,
				'Paste the cURL command.',
			);
		if (!hasOptions || !/^-./.test(text)) draft.urls.push(word);
		else if (text === '--') hasOptions = false;
		else if (text.startsWith('--')) long(command, word, next, draft);
		else short(command, word, next, draft);
	}
}

/** `--data x`, `--data=x`. */
function long(command: Command, word: Word, next: () => Word | undefined, draft: Draft): void {
	const [name, value] = word.typed.cutAt('=') ?? [word.typed];
	const option = optionNamed(command, name.text, word.at);
	if (!option.takesValue) {
		if (value)
			throw command.mistake(word.at, `${name.text} takes no value`, 'Remove what is behind the =.');
		return option.does(draft, { ...word, option: name.text });
	}
	option.does(draft, valueOf(command, name.text, word, value && { typed: value, at: word.at }, next));
}

/** `-X POST`, `-XPOST`, `-sSLd x`. */
function short(command: Command, word: Word, next: () => Word | undefined, draft: Draft): void {
	const { text } = word.typed;
	for (let at = 1; at < text.length; at += 1) {
		const name = `-${text.charAt(at)}`;
		const option = optionNamed(command, name, word.at);
		if (!option.takesValue) {
			option.does(draft, { ...word, option: name });
			continue;
		}
		const rest = at + 1 < text.length ? { typed: word.typed.slice(at + 1), at: word.at } : undefined;
		return option.does(draft, valueOf(command, name, word, rest, next));
	}
}

function valueOf(
	command: Command,
	name: string,
	{ at }: Word,
	joined: Word | undefined,
	next: () => Word | undefined,
): Word {
	const value = joined ?? next();
	if (value) return { ...value, option: name };
	throw command.mistake(at, `${name} has no value`, 'Add it, or remove the option.');
}

/** An option by its name; a long one also by `--no-`, and by the beginning of its name, as cURL takes them. */
function optionNamed(command: Command, name: string, at: number): Option {
	const option = BY_NAME.get(name) ?? switchedOff(name);
	if (option) return option;
	const [begun, ...others] = [...new Set(optionsBegunBy(name))];
	if (begun && others.length === 0) return begun;
	const known = isName(name) ? `${name} is not an option that this node knows` : 'this is not an option';
	throw command.mistake(at, known, 'Check the spelling, or remove it if it does not change the request.');
}

const NO = '--no-';

function switchedOff(name: string): Option | undefined {
	const option = name.startsWith(NO) ? BY_NAME.get(`--${name.slice(NO.length)}`) : undefined;
	return option?.undoes && { names: [name], takesValue: false, does: option.undoes };
}

function optionsBegunBy(name: string): Option[] {
	if (!/^--\w/.test(name)) return [];
	return Array.from(BY_NAME, ([full, option]) => (full.startsWith(name) ? option : [])).flat();
}

/** Whether it may be shown: only names, because anything else after a dash may be a secret. */
const isName = (text: string) => /^-(?:[A-Za-z0-9#:]|-[a-z][a-z0-9.-]{1,30})$/.test(text);
