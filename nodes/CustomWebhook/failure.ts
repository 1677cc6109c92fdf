/**
 * What can go wrong with one item, as a closed list, and the one error class that carries it.
 * The kinds are part of the contract: workflows branch on `failure.kind`.
 */

/** Every kind, with whether the same request may succeed later. `status` depends on the status code. */
export const FAILURE_KINDS = {
	template: { transient: false },
	request: { transient: false },
	credentials: { transient: false },
	blocked: { transient: false },
	dns: { transient: true },
	connect: { transient: true },
	tls: { transient: false },
	timeout: { transient: true },
	network: { transient: true },
	circuit: { transient: true },
	redirect: { transient: false },
	status: { transient: false },
	rule: { transient: false },
	response: { transient: false },
	mapping: { transient: false },
	cancelled: { transient: false },
} as const;

export type FailureKind = keyof typeof FAILURE_KINDS;

/** Whether a value names one of the kinds. */
export function isKind(value: unknown): value is FailureKind {
	return typeof value === 'string' && Object.hasOwn(FAILURE_KINDS, value);
}

/** What a failure may say besides its kind and message; each ends up under the same name in `item.failure`. */
export interface FailureDetails {
	/** Details: the text around the fault, the cause, or the fix. */
	description?: string;
	/** Overrides the kind's `transient`: whether the same request may succeed later. */
	retryable?: boolean;
	/** How long the service asked to wait, in milliseconds. */
	retryAfterMs?: number;
	/** The parameter at fault, as the author knows it: `jsonBody`, `headers.X-Id`, `queryParameters.email`. */
	field?: string;
	/** From 1: of the template if its syntax is at fault, else of the text with the values filled in. */
	line?: number;
	/** From 1. */
	column?: number;
	/** The underlying error, for the log; it never reaches the item. */
	cause?: unknown;
}

/** UTF-16 units. A name, a value or a service's own words may have megabytes; nobody reads more than this. */
const MOST_MESSAGE_UNITS = 2000;
const MOST_DESCRIPTION_UNITS = 4000;
const MOST_FIELD_UNITS = 200;

/**
 * One item's failure. Everything in this package that fails an item throws this and nothing else;
 * what else is thrown is a bug.
 */
export class WebhookFailure extends Error {
	readonly description?: string;
	readonly retryable: boolean;
	readonly retryAfterMs?: number;
	readonly field?: string;
	readonly line?: number;
	readonly column?: number;

	constructor(
		readonly kind: FailureKind,
		message: string,
		details: FailureDetails = {},
	) {
		super(
			cutAt(MOST_MESSAGE_UNITS, message),
			details.cause === undefined ? undefined : { cause: details.cause },
		);
		this.name = 'WebhookFailure';
		this.retryable = details.retryable ?? FAILURE_KINDS[kind].transient;
		if (details.description !== undefined)
			this.description = cutAt(MOST_DESCRIPTION_UNITS, details.description);
		if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
		if (details.field !== undefined) this.field = cutAt(MOST_FIELD_UNITS, details.field);
		if (details.line !== undefined) this.line = details.line;
		if (details.column !== undefined) this.column = details.column;
	}
}

/** A cut text ends in `…`: there, redaction looks for the beginning of a secret. */
function cutAt(units: number, text: string): string {
	return text.length > units ? `${text.slice(0, units)}…` : text;
}

/** The thrown error, if it is one item's failure. Anything else is a bug, and is thrown again. */
export function asFailure(error: unknown): WebhookFailure {
	if (error instanceof WebhookFailure) return error;
	throw error;
}
