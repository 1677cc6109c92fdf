/** One attempt: the request and the redirects that it leads to, within one deadline. */
import { asFailure, WebhookFailure } from '../failure';
import { refuseHop } from './checks';
import { ChainCookies } from './cookies';
import type { Deadline } from './deadline';
import { sendHop, type HopSettings } from './hop';
import { Opened } from './opened';
import { losesBody, nextHop, unusableLocation, type Hop, type RedirectRules } from './redirect';
import type { DeliveryPolicy, NameValue, OutgoingRequest, Redirect, ResponseHead } from './types';

export interface AttemptSettings extends HopSettings {
	policy: DeliveryPolicy;
}

export interface AttemptItem {
	request: OutgoingRequest;
	/** The first hop. */
	hop: Hop;
	/** `webhook-id` of the signature. */
	messageId: string;
}

/** Create it, then call `open`. Its fields are valid whether there is a response or a failure. */
export class HopChain {
	readonly redirects: Redirect[] = [];
	/** Whether anything was handed to a connection. */
	written = false;
	/** From sending each hop to the head of its response, in milliseconds. */
	latencyMs = 0;
	/** The signature of the first hop, once it was handed to a connection. */
	signature?: readonly NameValue[];
	/** Whether a redirect led to another origin. */
	leftOrigin = false;
	/** Whether the response of the last hop has begun. */
	begun = false;
	/** Whether a redirect (301, 302) turned the POST into a GET. */
	lostBody = false;
	/** Why the address of the last redirect cannot be followed; undefined if it was, or there was none. */
	notFollowed?: string;
	private readonly cookies = new ChainCookies();
	private readonly rules: RedirectRules;

	constructor(
		private readonly item: AttemptItem,
		private readonly settings: AttemptSettings,
		private readonly deadline: Deadline,
	) {
		this.rules = { request: item.request, policy: settings.policy };
	}

	/**
	 * Sends the request and follows redirects. Returns the response of the last hop, its body unread.
	 *
	 * @throws WebhookFailure if no response came
	 */
	async open(): Promise<Opened> {
		let { hop } = this.item;
		const { maxResponseBytes } = this.settings.policy;
		for (;;) {
			const { exchange, reply } = await sendHop(
				{ ...hop, headers: this.cookies.headersFor(hop) },
				this.item.messageId,
				this.settings,
				this.deadline,
				(signature) => {
					this.written = true;
					this.signature ??= signature;
				},
			);
			this.latencyMs += exchange.latencyMs;
			const { statusCode, statusMessage, headers, body } = reply;
			const head = { statusCode, statusMessage, headers, url: hop.url.href, method: hop.method };
			const next = this.nextHop(hop, head);
			const refused = next instanceof WebhookFailure ? next : undefined;
			const opened = new Opened(head, body, exchange, maxResponseBytes, refused);
			if (next === undefined) this.notFollowed = unusableLocation(head, this.settings.policy);
			if (next === undefined || next instanceof WebhookFailure) {
				this.begun = true;
				return opened;
			}

			await opened.keep();
			this.cookies.keep(hop.url, headers['set-cookie']);
			this.lostBody ||= losesBody(statusCode, hop.method);
			this.redirects.push({ statusCode, url: next.url.href });
			this.leftOrigin = next.leftOrigin;
			hop = next;
		}
	}

	private nextHop(hop: Hop, head: ResponseHead): Hop | WebhookFailure | undefined {
		try {
			const next = nextHop(hop, head, this.redirects.length, this.rules);
			return (next && refuseHop(next.url, this.settings.routes)) ?? next;
		} catch (thrown) {
			return asFailure(thrown);
		}
	}
}
