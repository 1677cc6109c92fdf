/** A credential's token: whether a response refuses it, and its renewal. */
import { cancelled } from './pace';
import { Deadline } from './deadline';
import { tokenFailure } from './errors';
import { isRepeatableAfterRefusal } from './retry';
import type {
	DeliveryPolicy,
	HttpResponse,
	NameValue,
	OutgoingRequest,
	ResponseHead,
	TokenRefusal,
} from './types';
import type { WebhookFailure } from '../failure';

const UNAUTHORIZED = 401;

/** For one item. A token is renewed once, and a refusal counts only at the origin that the token was sent to. */
export class TokenRenewal<B> {
	private used = false;
	private renewing?: Promise<readonly NameValue[] | undefined>;

	constructor(
		private readonly request: OutgoingRequest,
		private readonly mode: DeliveryPolicy['retry']['mode'],
		private readonly saysExpired: TokenRefusal<B> | undefined,
	) {}

	/** Whether the status alone refuses the token. */
	isRefusedBy(head: ResponseHead, leftOrigin: boolean): boolean {
		return head.statusCode === UNAUTHORIZED && this.isPossible(head, leftOrigin);
	}

	/** Whether the body of a response refuses the token, without a 401. */
	isRefusedIn(response: HttpResponse<B>, leftOrigin: boolean): boolean {
		return this.isPossible(response, leftOrigin) && this.saysExpired?.(response) === true;
	}

	/** Starts the renewal before leaving the lane, so that no other item is sent with the refused token. */
	begin(): void {
		this.renewing = Promise.resolve(this.request.credential?.refresh?.());
		this.renewing.catch(() => undefined);
	}

	/**
	 * The headers of the new token, or why there is none. Undefined if the refusal stays the response: the credential
	 * has no other token, or it did not come in time.
	 *
	 * @param withinMs of the total time
	 */
	async renew(
		withinMs: number,
		signal: AbortSignal | undefined,
	): Promise<readonly NameValue[] | WebhookFailure | undefined> {
		this.used = true;
		const late = cancelled();
		const deadline = new Deadline(Math.max(0, withinMs), () => late, cancelled, signal);
		try {
			if (!this.renewing) this.begin();
			return await deadline.race(this.renewing ?? Promise.resolve(undefined));
		} catch (thrown) {
			return thrown === late ? undefined : tokenFailure(thrown);
		} finally {
			deadline.end();
		}
	}

	/** False if a redirect turned a POST into a GET: the service has acted on the POST, so it is not sent again. */
	private isPossible(head: ResponseHead, leftOrigin: boolean): boolean {
		const { method, idempotencyKey, credential } = this.request;
		if (this.used || leftOrigin || credential?.refresh === undefined) return false;
		return (
			this.mode === 'always' ||
			isRepeatableAfterRefusal(head, { method, keyed: idempotencyKey !== undefined })
		);
	}
}

/** The headers with those of the new token in place of the old ones. */
export function withToken(headers: readonly NameValue[], fresh: readonly NameValue[]): NameValue[] {
	const replaced = new Set(fresh.map(([name]) => name.toLowerCase()));
	return [...headers.filter(([name]) => !replaced.has(name.toLowerCase())), ...fresh];
}
