import { DateTime, type DateTimeOptions } from 'luxon';
import { checkDateFormat } from './date-format';
import { quoted, ValueFault } from './spot';
import { simplify } from './values';
import { knownZone } from './zone';

/** Milliseconds since 1970 as text: shorter runs of digits are dates such as `20240131`. */
const EPOCH_MS = /^-?\d{11,}$/;

/** The longest spelling of a date with its time zone, in UTF-16 units. */
const MAX_DATE_UNITS = 100;
/** A time zone at the end of an ISO or SQL date: `…[Europe/Paris]`, `… Europe/Paris`. */
const ZONE_AT_END = /^\d{4}-?\d\d.*?[[ ]([a-z_+-][\w+/:-]*)\]?$/i;

/**
 * A date in a format of Luxon's, in English; ISO 8601 if `format` is empty.
 * @param value ISO, SQL, RFC 2822 or HTTP text, milliseconds since 1970, a Date, or a Luxon DateTime
 * @param zone an IANA time zone; empty: the one that the value names, else UTC. A value without a zone is read as being
 * in `zone`.
 * @returns undefined for null, a missing value, and an empty text
 * @throws ValueFault if the value is not a date, the zone is unknown, or the format is one of another library
 */
export function formatDate(value: unknown, format: string, zone: string): string | undefined {
	const plain = simplify(value);
	if (plain === undefined || plain === null || plain === '') return undefined;
	const parsed = read(plain, {
		zone: zone === '' ? 'utc' : existing(zone),
		setZone: zone === '',
		locale: 'en-US',
	});
	if (!parsed?.isValid) throw new ValueFault(`is not a date: ${quoted(String(plain))}`);
	if (format === '') return parsed.toISO() ?? undefined;
	checkDateFormat(format);
	return parsed.toFormat(format);
}

type Options = DateTimeOptions & { setZone: boolean; zone: string };

function read(value: unknown, options: Options): DateTime | undefined {
	if (typeof value === 'number') return DateTime.fromMillis(value, options);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (text.length > MAX_DATE_UNITS) return undefined;
	if (EPOCH_MS.test(text)) return DateTime.fromMillis(Number(text), options);
	const named = ZONE_AT_END.exec(text)?.[1];
	if (named !== undefined) existing(named);
	const readings = [DateTime.fromISO, DateTime.fromSQL, DateTime.fromRFC2822, DateTime.fromHTTP];
	const read = readings.map((from) => from(text, options));
	return read.find((date) => date.isValid) ?? read[0];
}

function existing(zone: string): string {
	const known = knownZone(zone);
	if (known !== undefined) return known;
	throw new ValueFault(`names an unknown time zone: ${quoted(zone)}`);
}
