import { WebhookFailure } from '../failure';
import { isObject, type JsonObject, type JsonValue } from '../formats/json';
import type { Attempt } from '../delivery';
import { LONGEST_LATER_MS } from '../settings';

/** Carried by a failed item to be sent again later, and continued when it comes back. */
export type Later = {
	/** Identifies the delivery over all its tries. */
	key: string;
	/** How many runs have tried, with this one. */
	attempt: number;
	/** ISO 8601. Missing if it is given up. */
	dueAt?: string;
	/** The result of the last try. */
	last: JsonObject;
	/** The results of the newest tries before it; missing if there was none. */
	earlier?: JsonObject[];
	/** Whether the service may have acted on a request of this or an earlier try. */
	mayHaveActed: boolean;
	/** The schedule is over, or sending it again cannot help. */
	givenUp?: true;
};

/** The state of the earlier tries. */
export type EarlierLater = Pick<Later, 'key' | 'attempt' | 'mayHaveActed'> & {
	/** The result of each try. */
	tries: JsonObject[];
};

/** How a try of an item ended. */
export interface EndedTry {
	failure: WebhookFailure;
	statusCode: number | undefined;
	attempts: readonly Attempt[];
	/** Whether the service may have acted on one of them. */
	mayHaveActed?: boolean;
	/** Without its secrets. */
	request?: { method: string; url: string };
}

/** Allowed in a header and in any database. */
const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;
const MOST_ATTEMPTS = 10_000;
/** Most results that are kept; of older tries, only the count. */
const MOST_TRIES = 100;
/** Most attempts of a try that are kept; polling for a result makes many. */
const MOST_KEPT = 50;

/**
 * The `later` of an item that comes back: in its `failure`, or beside it.
 * @throws WebhookFailure `request` if it was changed so that it is not valid
 */
export function earlierLater({ failure, later: own }: JsonObject): EarlierLater | undefined {
	const inFailure = isObject(failure) ? failure.later : undefined;
	const later = inFailure ?? (isLater(own) ? own : undefined);
	if (later === undefined) return undefined;
	const { key, attempt, mayHaveActed = false, last, earlier } = isObject(later) ? later : {};
	if (typeof key !== 'string' || !KEY.test(key)) throw changed('"key" must be the text that it was');
	if (typeof attempt !== 'number' || !Number.isInteger(attempt) || attempt < 1 || attempt > MOST_ATTEMPTS)
		throw changed('"attempt" must be the number that it was');
	const tries = [...(Array.isArray(earlier) ? earlier : []), last].filter(isObject);
	return { key, attempt, mayHaveActed: mayHaveActed === true, tries };
}

/** Whether this node wrote the value of a field, and not an author for another purpose. */
export function isLater(value: JsonValue | undefined): value is JsonObject {
	return isObject(value) && 'key' in value && 'attempt' in value;
}

/**
 * @param schedule waits in milliseconds: the first is before the second try
 * @param now milliseconds since 1970
 */
export function nextLater(
	schedule: readonly number[],
	key: string,
	earlier: EarlierLater | undefined,
	{ failure, statusCode, attempts, mayHaveActed: acted = false, request }: EndedTry,
	now: number,
): Later {
	const attempt = (earlier?.attempt ?? 0) + 1;
	const waitMs = failure.retryable ? schedule[attempt - 1] : undefined;
	const last: JsonObject = {
		at: new Date(now).toISOString(),
		kind: failure.kind,
		message: failure.message,
	};
	if (statusCode !== undefined) last.statusCode = statusCode;
	if (request) last.request = request;
	last.attempts = attempts.slice(-MOST_KEPT).map((one) => ({ ...one }));
	const mayHaveActed = acted || earlier?.mayHaveActed === true;
	const later: Later = { key, attempt, last, mayHaveActed };
	const tries = earlier?.tries.slice(-MOST_TRIES) ?? [];
	if (tries.length > 0) later.earlier = tries;
	if (waitMs === undefined) return { ...later, givenUp: true };
	const dueInMs = Math.min(Math.max(waitMs, failure.retryAfterMs ?? 0), LONGEST_LATER_MS);
	return { ...later, dueAt: new Date(now + dueInMs).toISOString() };
}

function changed(reason: string): WebhookFailure {
	return new WebhookFailure(
		'request',
		`failure.later of the item was changed, so it was not sent: ${reason}`,
		{
			field: 'options.retrySchedule',
			description: 'Restore failure.later, or remove it to send the item as a new one.',
		},
	);
}
