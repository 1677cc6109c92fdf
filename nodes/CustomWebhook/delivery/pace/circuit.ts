import { WebhookFailure, type FailureKind } from '../../failure';

/** How often an open circuit lets one item through to see whether the origin is back. */
export const PROBE_INTERVAL_MS = 30_000;
/** Failures that say that the origin does not respond. */
const NO_RESPONSE: ReadonlySet<FailureKind> = new Set(['dns', 'connect', 'tls', 'timeout', 'network']);
/** Failures that say nothing about the origin. */
const SAYS_NOTHING: ReadonlySet<FailureKind> = new Set([
	'cancelled',
	'blocked',
	'credentials',
	'circuit',
	'request',
]);

/**
 * Spares items the wait for a dead origin. Shared by all runs that reach the origin in the same way; each run has its
 * own number of failures that open it. Has no clock: the time is passed in.
 */
export class Circuit {
	private inARow = 0;
	private cause?: WebhookFailure;
	/** When the next probe may leave; undefined while no run has found the circuit open. */
	private nextProbe?: number;

	constructor(
		private readonly host: string,
		private usedAt: number,
	) {}

	/** When it was last used (epoch ms). */
	get idleSince(): number {
		return this.usedAt;
	}

	/**
	 * Why an item must not be sent now; undefined if it may, even if only as a probe.
	 * @param threshold items in a row without a response that open the circuit; 0 = never
	 */
	refusal(now: number, threshold: number): WebhookFailure | undefined {
		this.usedAt = now;
		const isOpen = this.isOpen(threshold) && this.nextProbe !== undefined && now < this.nextProbe;
		return isOpen ? this.noResponse() : undefined;
	}

	/** An item is sent. If the circuit is open it is the probe, and the next one is due in a while. */
	enter(now: number, threshold: number): void {
		if (this.isOpen(threshold)) this.nextProbe = now + PROBE_INTERVAL_MS;
	}

	/** The origin sent a response, whatever its status. */
	responded(): void {
		if (this.nextProbe !== undefined) this.close();
	}

	/** An item is done; `failure` is how it ended, undefined if it has a response. */
	itemEnded(now: number, failure: WebhookFailure | undefined, threshold: number): void {
		this.usedAt = now;
		if (failure && SAYS_NOTHING.has(failure.kind)) return;
		if (!failure || !NO_RESPONSE.has(failure.kind)) {
			this.close();
			return;
		}
		this.cause = failure;
		this.inARow++;
		if (this.isOpen(threshold)) this.nextProbe ??= now + PROBE_INTERVAL_MS;
	}

	private isOpen(threshold: number): boolean {
		return threshold > 0 && this.inARow >= threshold;
	}

	private close(): void {
		this.inARow = 0;
		this.nextProbe = undefined;
	}

	private noResponse(): WebhookFailure {
		return new WebhookFailure(
			'circuit',
			`Not sent: ${this.inARow} items in a row got no response from ${this.host}. The last cause: ${this.cause?.message ?? 'unknown'}`,
			{
				description:
					'The remaining items fail at once, so that they do not each wait for a service that is down. Run them again when the service is back, or change the option Circuit Breaker.',
			},
		);
	}
}
