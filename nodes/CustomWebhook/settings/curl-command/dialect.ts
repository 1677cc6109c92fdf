import { splitCmd } from './cmd';
import type { Command, Word } from './command';
import { splitPowerShell } from './powershell';
import { splitSh } from './sh';

/** The end of the first continued line. */
const CONTINUED = /([\\^`])[ \t\r]*\n/;
const BY_CONTINUATION: Readonly<Record<string, typeof splitSh>> = {
	'\\': splitSh,
	'^': splitCmd,
	'`': splitPowerShell,
};
/** Escaped quotes that are unambiguous for one shell of Windows. */
const POWERSHELL_QUOTE = /[\s{[(:,="]`"/;
const CMD_QUOTE = /[ \t]\^"/;
/** Doubled quotes around a name or a value of JSON: not used for sh. */
const DOUBLED_QUOTE = /"[{[][^"]*""|[:,{[] ?""[^"]+""/;
/** A program of Windows; PowerShell is the shell there that knows single quotes. */
const WINDOWS_PROGRAM = /\bcurl\.exe\b/i;
const SINGLE_QUOTED = /[ \t]\$?'/;

/** Words, by the quoting rules of the shell that the command is written for. */
export function splitWords(command: Command, from: number): Word[] {
	return splitterFor(command.text.slice(from))(command, from);
}

function splitterFor(text: string): typeof splitSh {
	const continued = BY_CONTINUATION[CONTINUED.exec(text)?.[1] ?? ''];
	if (continued) return continued;
	const hasSingle = SINGLE_QUOTED.test(text);
	if (WINDOWS_PROGRAM.test(text))
		return hasSingle || POWERSHELL_QUOTE.test(text) ? splitPowerShell : splitCmd;
	if (hasSingle) return splitSh;
	if (CMD_QUOTE.test(text)) return splitCmd;
	if (POWERSHELL_QUOTE.test(text)) return splitPowerShell;
	return DOUBLED_QUOTE.test(text) ? splitCmd : splitSh;
}
