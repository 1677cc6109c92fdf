import { asFailure, WebhookFailure } from '../../failure';
import type { LeadRules } from '../lead';
import { cancelled } from '../pace';
import type { Answered, Delivered, Followed, OutgoingRequest } from '../types';

/** What delivery lends to those who follow a response. */
export interface Asking<B> {
	/**
	 * Sends a request as any other of the item is sent: by the guard, at the pace, with its retries.
	 * @param isOnItsOwn whether it has a total time of its own
	 * @throws WebhookFailure if it is refused before it is sent
	 */
	ask(request: OutgoingRequest, isOnItsOwn: boolean): Promise<Delivered<B>>;
	/** Waits without a place in flight; gives false if nothing is to be sent any more. Milliseconds. */
	pause(ms: number): Promise<boolean>;
	/** Milliseconds since 1970. */
	now(): number;
	/** Of the body of the last response, after decompression. */
	readonly bytes: number;
	policy: LeadRules['policy'];
}

/** How far an item has come: the last request and its response, and what is told of the way. */
export class Trail<B> {
	readonly followed: Followed = { requests: 1 };
	/** Whether the body of the last response is one page of many, so that no item may end with it. */
	isPage = false;
	/** What is being asked for, for the message of a failure; empty for the first request. */
	step = '';

	constructor(
		public request: OutgoingRequest,
		public last: Answered<B>,
		readonly asking: Asking<B>,
	) {}

	/** @throws WebhookFailure if there is no response to go on with */
	async ask(request: OutgoingRequest, isOnItsOwn: boolean): Promise<void> {
		const delivered = await this.asking.ask(request, isOnItsOwn);
		this.request = request;
		this.followed.requests++;
		if (delivered.answer) {
			this.isPage = false;
			this.last = { ...delivered, answer: delivered.answer, failure: undefined };
		}
		if (delivered.failure) throw delivered.failure;
	}

	/** @throws WebhookFailure `cancelled` */
	async pause(ms: number): Promise<void> {
		if (!(await this.asking.pause(ms))) throw cancelled();
	}

	get delivered(): Answered<B> {
		return { ...this.last, followed: this.followed };
	}

	/** As `delivered`, with why the item fails, and without half a list. */
	failed(thrown: unknown): Delivered<B> {
		const failure = atStep(this.step, asFailure(thrown));
		const answer = { ...this.last.answer };
		if (this.isPage) delete answer.body;
		return { ...this.delivered, answer, failure };
	}
}

function atStep(step: string, failure: WebhookFailure): WebhookFailure {
	const { kind, message, ...details } = failure;
	if (step === '' || kind === 'cancelled') return failure;
	return new WebhookFailure(kind, `${step}: ${message}`, { ...details, cause: failure.cause });
}
