/**
 * The `Retry-After` header (RFC 9110 section 10.2.3): whole seconds, or one of the three HTTP dates
 * (section 5.6.7). Anything else counts as absent.
 */
const SECONDS = /^\d+$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const TIME = '(\\d\\d):(\\d\\d):(\\d\\d)';
const MONTH = `(${MONTHS.join('|')})`;
const SHORT_DAY = `(${DAYS.map((day) => day.slice(0, 3)).join('|')})`;
/** `Sun, 06 Nov 1994 08:49:37 GMT` */
const IMF_FIXDATE = new RegExp(`^${SHORT_DAY}, (\\d\\d) ${MONTH} (\\d{4}) ${TIME} GMT$`);
/** `Sunday, 06-Nov-94 08:49:37 GMT` */
const RFC_850 = new RegExp(`^(${DAYS.join('|')}), (\\d\\d)-${MONTH}-(\\d\\d) ${TIME} GMT$`);
/** `Sun Nov  6 08:49:37 1994` */
const ASCTIME = new RegExp(`^${SHORT_DAY} ${MONTH} (\\d\\d| \\d) ${TIME} (\\d{4})$`);

/**
 * How long a service asks to wait, in milliseconds from `now`; undefined if the header is missing or
 * not valid. A date in the past is a wait of 0.
 *
 * @param header the header's value; several headers are not valid
 * @param now milliseconds since 1970
 */
export function parseRetryAfter(header: string | string[] | undefined, now: number): number | undefined {
	if (typeof header !== 'string') return undefined;
	const value = header.trim();
	if (SECONDS.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER);
	const date = parseHttpDate(value, now);
	return date === undefined ? undefined : Math.max(0, date - now);
}

/** Milliseconds since 1970, or undefined if the text is none of the three HTTP dates, or the day does not exist. */
export function parseHttpDate(text: string, now: number): number | undefined {
	const imf = IMF_FIXDATE.exec(text);
	if (imf) {
		const [, weekday, day, month, year, ...time] = imf as unknown as string[];
		return toTime({ weekday, day, month, year: Number(year), time });
	}
	const asctime = ASCTIME.exec(text);
	if (asctime) {
		const [, weekday, month, day, hour, minute, second, year] = asctime as unknown as string[];
		return toTime({ weekday, day, month, year: Number(year), time: [hour, minute, second] });
	}
	const rfc850 = RFC_850.exec(text);
	if (!rfc850) return undefined;
	const [, weekday, day, month, year, ...time] = rfc850 as unknown as string[];
	return toTime({ weekday, day, month, year: fullYear(Number(year), now), time });
}

/** A two-digit year more than 50 years ahead is one of the past (RFC 9110 section 5.6.7). */
function fullYear(twoDigits: number, now: number): number {
	const thisYear = new Date(now).getUTCFullYear();
	const year = thisYear - (thisYear % 100) + twoDigits;
	return year > thisYear + 50 ? year - 100 : year;
}

interface DateParts {
	weekday?: string;
	day?: string;
	month?: string;
	year: number;
	time: Array<string | undefined>;
}

function toTime(parts: DateParts): number | undefined {
	const month = MONTHS.indexOf(parts.month ?? '');
	const [hour = NaN, minute = NaN, second = NaN] = parts.time.map(Number);
	const date = new Date(Date.UTC(parts.year, month, Number(parts.day)));
	const exists = date.getUTCDate() === Number(parts.day) && date.getUTCMonth() === month;
	const sameWeekday = DAYS[date.getUTCDay()]?.startsWith(parts.weekday ?? '?');
	// a second of 60 is a leap second
	if (!exists || !sameWeekday || hour > 23 || minute > 59 || second > 60) return undefined;
	return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}
