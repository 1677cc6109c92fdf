import { Command, type Word } from '../../../nodes/CustomWebhook/settings/curl-command/command';

type Split = (command: Command, from: number) => Word[];

/** The words that a shell's rules make of a text, with `_` in place of each placeholder. */
export function wordsBy(split: Split, text: string): string[] {
	const words = split(new Command(text, 'handlebars'), 0);
	return words.map(({ typed }) => typed.text.replaceAll('\uffff', '_'));
}
