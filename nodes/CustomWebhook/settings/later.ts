import { mistake } from './mistake';
import { text, type OptionReader } from './option-reader';

const UNITS_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const WAIT = /^(\d{1,6}(?:\.\d{1,3})?)\s*([smhd])$/i;
/** A year, the longest useful wait for a retry. Milliseconds. */
export const LONGEST_LATER_MS = 365 * 86_400_000;
/** Most waits of a schedule; more are a mistake. */
const MOST_WAITS = 100;

/** The waits before each further try of an item that failed for now, in milliseconds; undefined if there is no schedule. */
export function readLater(read: OptionReader): readonly number[] | undefined {
	const typed = text(read, 'retrySchedule', '');
	if (typed === '') return undefined;
	const waits = typed.split(',').map((wait) => milliseconds(wait.trim()));
	if (waits.length > MOST_WAITS) throw unreadable(`it has more than ${MOST_WAITS} waits`);
	return waits;
}

function milliseconds(wait: string): number {
	const [, number = '', unit = ''] = WAIT.exec(wait) ?? [];
	const ms = Math.round(Number(number) * (UNITS_MS[unit.toLowerCase()] ?? 0));
	if (ms > 0 && ms <= LONGEST_LATER_MS) return ms;
	throw unreadable(
		wait === '' ? 'a wait is empty' : `"${wait.slice(0, 40)}" is not a wait of at most a year`,
	);
}

const unreadable = (reason: string) =>
	mistake(
		'options.retrySchedule',
		`"options.retrySchedule" takes waits such as 5m, 30m, 2h, 24h, separated by commas: ${reason}`,
	);
