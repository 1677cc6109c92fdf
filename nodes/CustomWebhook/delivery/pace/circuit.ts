import { WebhookFailure, type FailureKind } from '../../failure';

/** How often an open circuit lets one item through, to see whether the origin is back. */
export const PROBE_INTERVAL_MS = 30_000;
/** The ends of an item that say that nobody answers at the origin. */
const NO_ANSWER: ReadonlySet<FailureKind> = new Set(['dns', 'connect', 'tls', 'timeout', 'network']);
/** The ends of an item that say nothing about the origin. */
const SAYS_NOTHING: ReadonlySet<FailureKind> = new Set([
	'cancelled',
	'blocked',
	'credentials',
	'circuit',
	'request',
]);

/**
 * Keeps the items of a run from each waiting for an origin that is dead, or that asked for a wait longer than the
 * policy allows. Knows no clock: it is told the time.
 */
export class Circuit {
	private inARow = 0;
	private cause?: WebhookFailure;
	/** When the next probe goes through; undefined while the circuit is closed. */
	private nextProbe?: number;
	private waitUntil = -Infinity;

	/** @param threshold items in a row without an answer that open it; 0 = never open */
	constructor(
		private readonly threshold: number,
		private readonly host: string,
	) {}

	isFresh(now: number): boolean {
		return this.inARow === 0 && this.nextProbe === undefined && this.waitUntil <= now;
	}

	/** Why an item must not be sent now; undefined where it may, be it as a probe. */
	refusal(now: number): WebhookFailure | undefined {
		if (now < this.waitUntil) return this.toldToWait(now);
		return this.nextProbe !== undefined && now < this.nextProbe ? this.noAnswer() : undefined;
	}

	/** An item is sent; where the circuit is open it is the probe, and the next one is due in a while. */
	enter(now: number): void {
		if (this.nextProbe !== undefined) this.nextProbe = now + PROBE_INTERVAL_MS;
	}

	/** The origin gave an answer, whatever its status. */
	answered(): void {
		if (this.nextProbe === undefined) return;
		this.nextProbe = undefined;
		this.inARow = 0;
	}

	/** An item is done; `failure` is how it ended, undefined where it has an answer. */
	itemEnded(now: number, failure?: WebhookFailure): void {
		if (this.threshold === 0 || (failure && SAYS_NOTHING.has(failure.kind))) return;
		if (!failure || !NO_ANSWER.has(failure.kind)) {
			this.inARow = 0;
			this.nextProbe = undefined;
			return;
		}
		this.cause = failure;
		this.inARow++;
		if (this.inARow >= this.threshold) this.nextProbe ??= now + PROBE_INTERVAL_MS;
	}

	/** The origin asked for a wait that the policy does not allow: nothing is sent to it before that. */
	openUntil(time: number): void {
		if (this.threshold > 0) this.waitUntil = Math.max(this.waitUntil, time);
	}

	private noAnswer(): WebhookFailure {
		return new WebhookFailure(
			'circuit',
			`Not sent: ${this.inARow} items in a row got no answer from ${this.host}. The last cause: ${this.cause?.message ?? 'unknown'}`,
			{
				description:
					'The remaining items fail at once, so that they do not each wait for a service that is down. Run them again when the service is back, or change the option Circuit Breaker.',
			},
		);
	}

	private toldToWait(now: number): WebhookFailure {
		const retryAfterMs = this.waitUntil - now;
		return new WebhookFailure(
			'circuit',
			`Not sent: ${this.host} asked for no more requests for ${Math.ceil(retryAfterMs / 1000)} s`,
			{
				retryAfterMs,
				description:
					'The wait is longer than the option Max Delay allows. Send the items later, or allow a longer wait.',
			},
		);
	}
}
