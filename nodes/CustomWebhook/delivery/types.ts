import type { LookupAddress } from 'node:dns';
import type { Readable } from 'node:stream';

import type { WebhookFailure } from '../failure';

/** A header or a parameter as it is typed; order and repeats are kept. */
export type NameValue = readonly [name: string, value: string];

/** A body that is streamed, opened anew for each attempt. */
export interface StreamBody {
	open(): Readable | Promise<Readable>;
	/** Bytes; sent as `Content-Length`. */
	length: number;
}

/** Text goes out as UTF-8. */
export type RequestBody = string | Buffer | StreamBody;

/** A query parameter of a credential, such as an API key. */
export interface QueryKey {
	name: string;
	value: string;
}

/** What a credential put on the request, so that a redirect to another origin can leave it behind. */
export interface RequestCredential {
	/** Names of the headers that the credential set. */
	headers: readonly string[];
	/** Query parameters that the credential set; put on a same-origin hop that lacks them, taken off any other. */
	query?: QueryKey | readonly QueryKey[];
	/** Tells credentials apart, and tells nothing of what is in them. */
	identity?: string;
	/** Whether the credential may be used for this host; asked for the first URL and for each hop. */
	allowsHost?(url: URL): boolean;
	/**
	 * The headers as they are now, asked for before each attempt: a token may have been renewed while the item waited. Waits
	 * for a renewal that is under way. Never rejects.
	 */
	latest?(): Promise<readonly NameValue[]>;
	/**
	 * Called once when the service refuses the token. Gives the headers to put in place of the old ones, or nothing
	 * where there is no new token; the request is then sent again, as an attempt of its own.
	 */
	refresh?(): Promise<readonly NameValue[] | undefined>;
}

/** One request, ready to be sent: everything rendered, encoded and checked. */
export interface OutgoingRequest {
	method: string;
	/** Absolute, http or https, without user name or password. */
	url: string;
	/** As typed. No Host, Content-Length, Transfer-Encoding, Connection. */
	headers: readonly NameValue[];
	body?: RequestBody;
	/** The body for people to read, if `body` is written in another charset than UTF-8, or compressed. */
	bodyText?: string;
	credential?: RequestCredential;
	/** The value of the idempotency header, where the request has one: what makes a POST safe to send again. */
	idempotencyKey?: string;
	/** Name of the header that carries the key; left behind on another origin. */
	idempotencyHeader?: string;
	/** A service named another origin for it: nothing goes along that is meant for the author's. */
	leftOrigin?: boolean;
}

declare const CHECKED: unique symbol;

/** A request that nothing speaks against sending. Only `Delivery.check` makes one. */
export interface CheckedRequest {
	readonly request: OutgoingRequest;
	readonly url: URL;
	readonly [CHECKED]: true;
}

/** One sending of a request. */
export interface Attempt {
	statusCode?: number;
	/** Of the failure, where no whole answer came. */
	kind?: string;
	durationMs: number;
	/** What passed before this attempt because of the policy, back-pressure or rate. */
	waitedMs: number;
}

export interface Redirect {
	statusCode: number;
	/** Where it led to. */
	url: string;
}

/** Status line and headers of an answer. */
export interface AnswerHead {
	statusCode: number;
	statusMessage: string;
	/** Names in lower case; a header that came several times is an array. */
	headers: Record<string, string | string[]>;
	/** The URL that answered, after redirects. */
	url: string;
	/** Of the request that was answered: `HEAD` has no body whatever the headers say. */
	method: string;
}

/** The body of an answer, decompressed, limited in size and time; to be read once, one way or the other. */
export interface AnswerBody {
	bytes(): Promise<Buffer>;
	stream(): Readable;
}

/** Turns the body of an answer into what the caller works with. Called for the final answer of a delivery. */
export type BodyReader<B> = (head: AnswerHead, body: AnswerBody) => Promise<B>;

export interface Answer<B> extends AnswerHead {
	/** Absent if the body could not be read (too large, corrupt, cut off), or could not be kept for a retry. */
	body?: B;
	redirects: readonly Redirect[];
	/** Why a redirect was not followed: what is wrong with its `Location`, in a few words. */
	notFollowed?: string;
	/** Whether a 301 or 302 made a GET of the POST on the way, so that its body was not sent to where this came from. */
	lostBody?: true;
}

/** Whether a service says with an answer that it did nothing, because the credential's token is no longer good. */
export type TokenRefusal<B> = (answer: Answer<B>) => boolean;

/** What the caller makes of a response. */
export interface AnswerReader<B> {
	read: BodyReader<B>;
	/** Whether it refuses the token in another way than by a 401. */
	saysExpired?: TokenRefusal<B> | undefined;
	/** Whether its body says, as a 429 does, that the service has not acted on the request. */
	saysBusy?: ((answer: Answer<B>) => boolean) | undefined;
}

export interface DeliveryReport {
	attempts: readonly Attempt[];
	durationMs: number;
	/** The headers of the signature that was sent last; empty if nothing is signed. */
	signature?: readonly NameValue[];
	/** How long the service asked to wait, if the response is one that may go through later but was not retried. */
	retryAfterMs?: number;
	/** The method, if the request was not retried only because the service may have acted on it. */
	notRepeated?: string;
	/** If other requests followed the first one. Attempts and time are those of all of them. */
	followed?: Followed;
}

/** What followed the first request of an item. */
export interface Followed {
	/** All that were sent, the first one too. */
	requests: number;
	/** Pages that were read; 0 if the first one failed. */
	pages?: number;
	/** Whether the reading ended at the limit of pages. */
	morePages?: true;
	/** Whether it ended because the service named a page that was read already. */
	isLoop?: true;
	/** How often the result was asked for. */
	polls?: number;
}

/** A service responded, whatever its status. */
export interface Answered<B> extends DeliveryReport {
	answer: Answer<B>;
	failure?: undefined;
}

/** A service responded, but the response cannot be used: its body, its redirect, or the token that it refuses. */
export interface Unusable<B> extends DeliveryReport {
	answer: Answer<B>;
	failure: WebhookFailure;
}

export interface Unanswered extends DeliveryReport {
	answer?: undefined;
	failure: WebhookFailure;
}

/** What became of a request. */
export type Delivered<B> = Answered<B> | Unusable<B> | Unanswered;

/** Whether a status code is in a list such as `2xx, 304, 500-599`. */
export type StatusMatcher = (statusCode: number) => boolean;

export interface Signing {
	scheme: 'standardWebhooks' | 'hmac';
	/** For `standardWebhooks`: `whsec_<base64>` or plain text. For `hmac`: as typed. */
	secret: string;
	/** `standardWebhooks` only: a second signature, while receivers change over. */
	previousSecret?: string;
	/** The rest is for `hmac`. */
	header: string;
	algorithm: 'sha1' | 'sha256' | 'sha512';
	encoding: 'hex' | 'base64';
	prefix: string;
}

/** How the requests of one run are delivered. All times in milliseconds, all sizes in bytes. */
export interface DeliveryPolicy {
	/** For one attempt, from connecting to the last byte of the body, over all hops. */
	timeoutMs: number;
	/** For an item, with all its attempts and waits. */
	totalTimeoutMs: number;
	/** After decompression. */
	maxResponseBytes: number;
	/** Items of the run in flight at once; 0 = as many as the service takes well. */
	concurrency: number;
	/** To one origin with one credential, over all runs; 0 = no limit. */
	requestsPerSecond: number;
	/** Who shares `requestsPerSecond`: all runs of this process, or those of all n8n processes too. */
	limitScope: 'process' | 'workers';
	/** Whether what the service says about its limits holds, beside `Retry-After`. */
	rateLimitHeaders: boolean;
	/** Items in a row without an answer that open the circuit; 0 = off. */
	circuitBreaker: number;
	retry: {
		mode: 'safe' | 'always' | 'never';
		/** Attempts after the first. */
		maxRetries: number;
		baseDelayMs: number;
		maxDelayMs: number;
		/** Statuses that are tried again. */
		isRetryable: StatusMatcher;
	};
	redirects: { follow: boolean; max: number };
	allowPrivateNetwork: boolean;
	httpsOnly: boolean;
	tls: {
		ignoreSslIssues: boolean;
		cert?: string;
		key?: string;
		/** PKCS#12 in Base64, instead of `cert` and `key`. */
		pfx?: string;
		passphrase?: string;
		ca?: string;
	};
	/** URL of a proxy; without it the environment's HTTP_PROXY, HTTPS_PROXY and NO_PROXY hold. */
	proxy?: string;
	signing?: Signing;
}

/** What delivery needs from outside; handed in, so that tests can hold the clock and the dice. */
export interface DeliveryTools {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `ms`, rejects with the signal's reason when it is aborted. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** In [0, 1). */
	random(): number;
	lookup(hostname: string): Promise<LookupAddress[]>;
	environment: Readonly<Record<string, string | undefined>>;
	/** The operator's own guard, where there is one: throws where the URL or the address is refused. */
	egress?: EgressGuard;
}

/** The operator's guard over outgoing connections, beside ours. */
export interface EgressGuard {
	/** Rejects or throws where this URL must not be called. Asked for the first URL and for each hop. */
	checkUrl(url: URL): Promise<void> | void;
	/** Throws where this address, to which a name resolved, must not be connected to. */
	checkAddress?(address: string, hostname: string): void;
}
