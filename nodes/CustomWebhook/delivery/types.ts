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

/** What a credential added to the request, so that a redirect to another origin can remove it. */
export interface RequestCredential {
	/** Names of the headers that the credential set. */
	headers: readonly string[];
	/** Query parameters that the credential set; added to a same-origin hop that lacks them, removed from any other. */
	query?: QueryKey | readonly QueryKey[];
	/** Distinguishes credentials without revealing anything of their content. */
	identity?: string;
	/** Whether the credential may be used for this host; asked for the first URL and for each hop. */
	allowsHost?(url: URL): boolean;
	/**
	 * The current headers, asked for before each attempt: a token may have been renewed while the item waited. Waits
	 * for a renewal that is under way. Never rejects.
	 */
	latest?(): Promise<readonly NameValue[]>;
	/**
	 * Called once when the service refuses the token. Returns the headers that replace the old ones, or
	 * undefined if there is no new token. With new headers, the request is sent again, as a new attempt.
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
	/** The value of the idempotency header, if the request has one: it makes a POST safe to retry. */
	idempotencyKey?: string;
	/** Name of the header with the key; dropped at another origin. */
	idempotencyHeader?: string;
	/** Whether a service named another origin for it: then it has no secrets that are meant for the author's. */
	leftOrigin?: boolean;
}

declare const CHECKED: unique symbol;

/** A request that passed all checks. Only `Delivery.check` creates one. */
export interface CheckedRequest {
	readonly request: OutgoingRequest;
	readonly url: URL;
	readonly [CHECKED]: true;
}

/** One sending of a request. */
export interface Attempt {
	statusCode?: number;
	/** The kind of failure, if there was no complete response. */
	kind?: string;
	durationMs: number;
	/** Time waited before this attempt because of policy, back-pressure or rate. */
	waitedMs: number;
}

export interface Redirect {
	statusCode: number;
	/** Where it led to. */
	url: string;
}

/** Status line and headers of a response. */
export interface ResponseHead {
	statusCode: number;
	statusMessage: string;
	/** Names in lower case; a header that came several times is an array. */
	headers: Record<string, string | string[]>;
	/** The URL that responded, after redirects. */
	url: string;
	/** Of the last hop's request: a response to `HEAD` has no body, whatever its headers say. */
	method: string;
}

/** The body of a response, decompressed, limited in size and time. Read it once, one way or the other. */
export interface ResponseBody {
	bytes(): Promise<Buffer>;
	stream(): Readable;
}

/** Turns a response body into the caller's value. Called for the last response of a delivery. */
export type BodyReader<B> = (head: ResponseHead, body: ResponseBody) => Promise<B>;

export interface HttpResponse<B> extends ResponseHead {
	/** Absent if the body could not be read (too large, corrupt, cut off), or could not be kept for a retry. */
	body?: B;
	redirects: readonly Redirect[];
	/** Why the last redirect was not followed: the fault of its `Location`, in a few words. */
	notFollowed?: string;
	/** Whether a 301 or 302 turned the POST into a GET, so that this URL did not get its body. */
	lostBody?: true;
}

/** Whether a response says that the service did nothing because the credential's token is no longer valid. */
export type TokenRefusal<B> = (response: HttpResponse<B>) => boolean;

/** How the caller reads and judges a response. */
export interface ResponseReader<B> {
	read: BodyReader<B>;
	/** Whether it refuses the token without a 401. */
	saysExpired?: TokenRefusal<B> | undefined;
	/** Whether its body says, as a 429 does, that the service has not acted on the request. */
	saysBusy?: ((response: HttpResponse<B>) => boolean) | undefined;
}

export interface DeliveryReport {
	attempts: readonly Attempt[];
	durationMs: number;
	/** Whether the service may have acted on one of them; a GET or HEAD only reads. */
	mayHaveActed?: true;
	/** The headers of the signature that was sent last; empty if nothing is signed. */
	signature?: readonly NameValue[];
	/** How long the service asked to wait, if the request was not retried but may succeed later. */
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
export interface Responded<B> extends DeliveryReport {
	response: HttpResponse<B>;
	failure?: undefined;
}

/** A service responded, but the response cannot be used: its body, its redirect, or the token that it refuses. */
export interface Unusable<B> extends DeliveryReport {
	response: HttpResponse<B>;
	failure: WebhookFailure;
}

export interface NoResponse extends DeliveryReport {
	response?: undefined;
	failure: WebhookFailure;
}

/** The outcome of a request. */
export type Delivered<B> = Responded<B> | Unusable<B> | NoResponse;

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
	/** Whether the service's rate limit headers are respected, besides `Retry-After`. */
	rateLimitHeaders: boolean;
	/** Items in a row without a response that open the circuit; 0 = off. */
	circuitBreaker: number;
	retry: {
		mode: 'safe' | 'always' | 'never';
		/** Attempts after the first. */
		maxRetries: number;
		baseDelayMs: number;
		maxDelayMs: number;
		/** Statuses that are retried. */
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

/** What delivery needs from outside; passed in, so that tests can control time and randomness. */
export interface DeliveryTools {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `ms`, rejects with the signal's reason when it is aborted. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** In [0, 1). */
	random(): number;
	lookup(hostname: string): Promise<LookupAddress[]>;
	environment: Readonly<Record<string, string | undefined>>;
	/** The operator's own guard, if there is one: throws if the URL or the address is refused. */
	egress?: EgressGuard;
}

/** The operator's guard over outgoing connections, beside ours. */
export interface EgressGuard {
	/** Rejects or throws if this URL must not be called. Asked for the first URL and for each hop. */
	checkUrl(url: URL): Promise<void> | undefined;
	/** Throws if the node must not connect to this address, to which a name resolved. */
	checkAddress?(address: string, hostname: string): void;
}
