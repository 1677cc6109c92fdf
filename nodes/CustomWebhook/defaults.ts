/**
 * What holds where the author says nothing: each with its unit and its reason. The panel, the settings and the docs
 * take it from here.
 */
export const DEFAULTS = {
	/** Seconds for one attempt: services of the five systems answer in 5 to 10, slow reports in 20. */
	timeoutSeconds: 30,
	/** MB (10^6 bytes) after decompression: more than any API's page, less than what hurts n8n's memory. */
	maxResponseMegabytes: 10,
	/** Attempts after the first: three tries ride out a restart of the service. */
	maxRetries: 2,
	/** Milliseconds before the first retry, doubling from there. */
	retryBaseDelayMs: 1000,
	/** Milliseconds: the longest wait that a single step of a workflow should hide. */
	retryMaxDelayMs: 30_000,
	/** Answers that say "later", not "never" (RFC 9110, RFC 6585, RFC 8470). */
	retryStatusCodes: '408, 425, 429, 500, 502, 503, 504',
	/** Seconds for an item with all its attempts and waits: four attempts' worth. */
	totalTimeoutSeconds: 120,
	/** Items in flight at once: fast, and still polite to a small service. */
	concurrency: 10,
	/** 0 = no limit. */
	requestsPerSecond: 0,
	/** Items in a row without an answer: beyond that, waiting for a dead host costs only time. */
	circuitBreaker: 25,
	/** Hops: a real chain has one or two. */
	maxRedirects: 5,
	/** RFC 9110, section 15.3. */
	successStatusCodes: '2xx',
	/** With the charset: UTF-8 is what this node writes. */
	textContentType: 'text/plain; charset=utf-8',
	/** n8n's own name for an item's first file. */
	binaryProperty: 'data',
	/** draft-ietf-httpapi-idempotency-key-header. */
	idempotencyKeyHeader: 'Idempotency-Key',
	/** Where many services look for an HMAC. */
	signatureHeader: 'X-Signature',
	/** Where most services look for an API key. */
	apiKeyHeader: 'X-API-Key',
} as const;
