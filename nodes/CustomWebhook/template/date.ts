import { DateTime, type DateTimeOptions } from 'luxon';
import { quoted, ValueFault } from './spot';
import { simplify } from './values';

/** Milliseconds since 1970 as text: shorter runs of digits are dates such as `20240131`. */
const EPOCH_MS = /^-?\d{11,}$/;

/**
 * A date in a format of Luxon's, in English; ISO 8601 where `format` is empty.
 * @param value ISO, SQL, RFC 2822 or HTTP text, milliseconds since 1970, a Date, or a Luxon DateTime
 * @param zone an IANA time zone; empty: the one that the value names, else UTC. A value without a zone is read as being
 * in `zone`.
 * @returns undefined for null, what is missing, and an empty text
 * @throws ValueFault for what is no date, and for an unknown zone
 */
export function formatDate(value: unknown, format: string, zone: string): string | undefined {
	const plain = simplify(value);
	if (plain === undefined || plain === null || plain === '') return undefined;
	const parsed = read(plain, { zone: zone || 'utc', setZone: zone === '', locale: 'en-US' });
	if (parsed?.invalidReason === 'unsupported zone')
		throw new ValueFault(`names an unknown time zone: "${zone}"`);
	if (!parsed?.isValid) throw new ValueFault(`is not a date: ${quoted(String(plain))}`);
	return format === '' ? (parsed.toISO() ?? undefined) : parsed.toFormat(format);
}

type Options = DateTimeOptions & { setZone: boolean; zone: string };

function read(value: unknown, options: Options): DateTime | undefined {
	if (typeof value === 'number') return DateTime.fromMillis(value, options);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (EPOCH_MS.test(text)) return DateTime.fromMillis(Number(text), options);
	const readings = [DateTime.fromISO, DateTime.fromSQL, DateTime.fromRFC2822, DateTime.fromHTTP];
	const read = readings.map((from) => from(text, options));
	return read.find((date) => date.isValid) ?? read[0];
}
