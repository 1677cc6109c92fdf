/**
 * What a service says about its limits besides `Retry-After`: how many requests are left, and when the limit is reset.
 * Headers of the IETF draft (draft-ietf-httpapi-ratelimit-headers, versions 0 to 10), and older ones of services.
 */
import { parseHttpDate } from '../retry-after';

/** Of the limit that is used up first. */
export interface SaidLimit {
	/** Requests that are left. */
	remaining: number;
	/** Milliseconds from now until the limit is reset. */
	resetMs: number;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Smaller numbers are seconds from now, others seconds since 1970: September 2001. */
const FIRST_EPOCH_SECOND = 1e9;
/** The same in milliseconds: 1973. */
const FIRST_EPOCH_MILLISECOND = 1e11;
const DECIMAL = /^\d{1,16}(?:\.\d{1,9})?$/;
const WHOLE = /^\d{1,15}$/;
const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/** `Remaining` and `Reset` headers that belong together. */
const PAIRS = [
	{ remaining: 'ratelimit-remaining', resets: ['ratelimit-reset'] },
	{ remaining: 'x-ratelimit-remaining', resets: ['x-ratelimit-reset-after', 'x-ratelimit-reset'] },
	{ remaining: 'x-rate-limit-remaining', resets: ['x-rate-limit-reset-after', 'x-rate-limit-reset'] },
];

const STRUCTURED = 'ratelimit';
/** Without one of these, a response says nothing. */
const TELLING = [STRUCTURED, ...PAIRS.flatMap(({ resets }) => resets)];

/**
 * The limit that the headers name. Undefined if there is none, if it cannot be read, or if two kinds of headers name
 * different ones.
 *
 * @param headers names in lower case
 * @param isRefused whether the response is a refusal: then nothing is left, even if it says otherwise
 * @param now milliseconds since 1970
 */
export function saidLimit(headers: Headers, isRefused: boolean, now: number): SaidLimit | undefined {
	if (!TELLING.some((name) => name in headers)) return undefined;
	const serviceNow = dateOf(headers, now);
	const found = [
		structuredLimit(one(headers[STRUCTURED])),
		...PAIRS.map((pair) => pairedLimit(pair, headers, isRefused, serviceNow)),
	].filter((limit) => limit !== undefined);
	const [first, ...others] = found;
	if (!first || others.some(({ remaining }) => remaining !== first.remaining)) return undefined;
	return isRefused ? { ...first, remaining: 0 } : first;
}

/** The value of `Retry-After-Ms` in milliseconds; undefined if there is none that can be read. */
export function parseRetryAfterMs(header: string | string[] | undefined): number | undefined {
	const text = one(header);
	return text !== undefined && DECIMAL.test(text) ? Number(text) : undefined;
}

/**
 * The time until a reset, in milliseconds from now: seconds, seconds or milliseconds since 1970 (told apart by their
 * size), or a date. Undefined if it cannot be read.
 */
export function parseReset(text: string, now: number): number | undefined {
	const at = DECIMAL.test(text) ? epochOf(Number(text), now) : parseDate(text, now);
	return at === undefined ? undefined : Math.max(0, at - now);
}

function epochOf(value: number, now: number): number {
	if (value >= FIRST_EPOCH_MILLISECOND) return value;
	return value >= FIRST_EPOCH_SECOND ? value * 1000 : now + value * 1000;
}

function parseDate(text: string, now: number): number | undefined {
	if (!ISO_DATE.test(text)) return parseHttpDate(text, now);
	const at = Date.parse(text);
	return Number.isNaN(at) ? undefined : at;
}

/** The service's own time, to which its resets refer. */
function dateOf(headers: Headers, now: number): number {
	const date = one(headers['date']);
	return (date === undefined ? undefined : parseHttpDate(date, now)) ?? now;
}

function pairedLimit(
	pair: (typeof PAIRS)[number],
	headers: Headers,
	isRefused: boolean,
	now: number,
): SaidLimit | undefined {
	const remaining = one(headers[pair.remaining]) ?? (isRefused ? '0' : '');
	if (!WHOLE.test(remaining)) return undefined;
	const reset = pair.resets.map((name) => one(headers[name])).find((text) => text !== undefined);
	const resetMs = reset === undefined ? undefined : parseReset(reset, now);
	return resetMs === undefined ? undefined : { remaining: Number(remaining), resetMs };
}

/**
 * Drafts 8 and later: `"burst";r=0;t=5, "day";r=900;t=80000`. Draft 7: `limit=100, remaining=50, reset=5`. Of several
 * limits, the one that is used up first; of those, the one that is reset last.
 */
function structuredLimit(text: string | undefined): SaidLimit | undefined {
	if (text === undefined) return undefined;
	const limits = text.split(',').map((member) => limitOf(member.split(';'), 'r', 't'));
	const known = [...limits, limitOf(text.split(/[,;]/), 'remaining', 'reset')].filter(
		(limit) => limit !== undefined,
	);
	return known.sort((a, b) => a.remaining - b.remaining || b.resetMs - a.resetMs)[0];
}

function limitOf(parameters: string[], remainingName: string, resetName: string): SaidLimit | undefined {
	const values = new Map(parameters.map((text) => text.trim().split('=') as [string, string]));
	const remaining = values.get(remainingName) ?? '';
	const reset = values.get(resetName) ?? '';
	if (!WHOLE.test(remaining) || !DECIMAL.test(reset)) return undefined;
	return { remaining: Number(remaining), resetMs: Number(reset) * 1000 };
}

/** A header that came once, or several times with the same value. */
function one(header: string | string[] | undefined): string | undefined {
	if (!Array.isArray(header)) return header?.trim();
	return new Set(header).size === 1 ? header[0]?.trim() : undefined;
}
