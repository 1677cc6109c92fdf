import { splitCmd } from './cmd';
import type { Command, Word } from './command';
import { splitPowerShell } from './powershell';
import { splitSh } from './sh';

const POWERSHELL = /`[ \t\r]*\n|[\s{[(:,="]`"/;
const CMD = /\^[ \t\r]*\n|\^"/;
const SH = /\\[ \t\r]*\n|\$'/;
/** A program of Windows; PowerShell is the shell there that knows single quotes. */
const WINDOWS_PROGRAM = /\bcurl\.exe\b/i;
const SINGLE_QUOTED = /[ \t]'/;
/** Doubled quotes around a name or a value of JSON: nobody writes that for sh. */
const DOUBLED = /"[{[][^"]*""|[:,{[] ?""[^"]+""/;

/** Words, by the quoting rules of the shell that the command is written for. */
export function splitWords(command: Command, from: number): Word[] {
	const { text } = command;
	if (CMD.test(text)) return splitCmd(command, from);
	if (SH.test(text)) return splitSh(command, from);
	if (POWERSHELL.test(text)) return splitPowerShell(command, from);
	const hasSingle = SINGLE_QUOTED.test(text);
	if (WINDOWS_PROGRAM.test(text)) return (hasSingle ? splitPowerShell : splitCmd)(command, from);
	return (!hasSingle && DOUBLED.test(text) ? splitCmd : splitSh)(command, from);
}
