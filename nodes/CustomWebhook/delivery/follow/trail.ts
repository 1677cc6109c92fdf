import { asFailure, WebhookFailure } from '../../failure';
import type { LeadRules } from '../lead';
import { cancelled } from '../pace';
import type { Delivered, Followed, OutgoingRequest, Responded } from '../types';

/** The step of a poll. */
export const ASKED = 'When asked for the result';

/** The result is not known, so that an order might be sent twice. */
export const ACCEPTED = 'The request was accepted: check the service before you send it again.';

/** What delivery provides for following a response. */
export interface Asking<B> {
	/**
	 * Sends a request like any other of the item: with the guard, the pace and retries.
	 * @param isOnItsOwn whether it has a total time of its own
	 * @throws WebhookFailure if it is refused before it is sent
	 */
	ask(request: OutgoingRequest, isOnItsOwn: boolean): Promise<Delivered<B>>;
	/** Waits outside the requests in flight; resolves with false if nothing more may be sent. Milliseconds. */
	pause(ms: number): Promise<boolean>;
	/** Milliseconds since 1970. */
	now(): number;
	/** Of the body of the last response, after decompression. */
	readonly bytes: number;
	policy: LeadRules['policy'];
}

/** The progress of an item: its last request and response, and the report of what followed. */
export class Trail<B> {
	readonly followed: Followed = { requests: 1 };
	/** Whether the body of the last response is one page of many, so that no item may end with it. */
	isPage = false;
	/** The current step, for a failure's message; empty for the first request. */
	step = '';

	constructor(
		public request: OutgoingRequest,
		public last: Responded<B>,
		readonly asking: Asking<B>,
	) {}

	/** @throws WebhookFailure if there is no usable response */
	async ask(request: OutgoingRequest, isOnItsOwn: boolean): Promise<void> {
		const delivered = await this.asking.ask(request, isOnItsOwn);
		this.request = request;
		this.followed.requests++;
		if (delivered.response) {
			this.isPage = false;
			this.last = { ...delivered, response: delivered.response, failure: undefined };
		}
		if (delivered.failure) throw delivered.failure;
	}

	/** @throws WebhookFailure `cancelled` */
	async pause(ms: number): Promise<void> {
		if (!(await this.asking.pause(ms))) throw cancelled();
	}

	get delivered(): Responded<B> {
		return { ...this.last, followed: this.followed };
	}

	/** As `delivered`, with the failure, and without a partial list. */
	failed(thrown: unknown): Delivered<B> {
		const failure = atStep(this.step, asFailure(thrown));
		const response = { ...this.last.response };
		if (this.isPage) delete response.body;
		return { ...this.delivered, response, failure };
	}
}

function atStep(step: string, failure: WebhookFailure): WebhookFailure {
	const { kind, message, ...details } = failure;
	if (step === '' || kind === 'cancelled') return failure;
	if (step === ASKED && kind !== 'rule')
		details.description = [ACCEPTED, details.description].filter(Boolean).join(' ');
	return new WebhookFailure(kind, `${step}: ${message}`, { ...details, cause: failure.cause });
}
