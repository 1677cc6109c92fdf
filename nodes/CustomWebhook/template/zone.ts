import { FixedOffsetZone } from 'luxon';

/** The longest name of a time zone has 32 characters. */
const MAX_UNITS = 50;

/**
 * The time zones seen so far, by their names in lower case, each in its first spelling. There are about 600. Luxon
 * caches every name that it is ever asked for, so it is only asked for these.
 */
const known = new Map<string, string>();

/** No zone is further from UTC, in minutes (Pacific/Kiritimati). */
const MAX_OFFSET = 14 * 60;

/** The zone's name for Luxon; undefined if there is no such zone. `utc+5:30` is one, too. */
export function knownZone(name: string): string | undefined {
	if (name.length > MAX_UNITS) return undefined;
	const fixed = FixedOffsetZone.parseSpecifier(name);
	if (fixed) return Math.abs(fixed.offset(0)) <= MAX_OFFSET ? name : undefined;
	const key = name.toLowerCase();
	const found = known.get(key);
	if (found !== undefined || !isZone(name)) return found;
	known.set(key, name);
	return name;
}

function isZone(name: string): boolean {
	try {
		return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }));
	} catch {
		return false;
	}
}
