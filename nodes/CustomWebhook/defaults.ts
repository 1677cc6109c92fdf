/**
 * The numbers and choices that the panel, the settings and the docs have in common: defaults with their unit and
 * reason, the range of each number, and the values of each choice.
 */
export const DEFAULTS = {
	/** Seconds for one attempt. The services of the five systems respond in 5 to 10, slow reports in 20. */
	timeoutSeconds: 30,
	/** MB (10^6 bytes) after decompression: more than a page of any API, less than what hurts n8n's memory. */
	maxResponseMegabytes: 10,
	/** Attempts after the first: three tries get past a restart of the service. */
	maxRetries: 2,
	/** Milliseconds before the first retry; doubles with each further one. */
	retryBaseDelayMs: 1000,
	/** Milliseconds: the longest wait that one step of a workflow should hide. */
	retryMaxDelayMs: 30_000,
	/** Statuses that mean "later", not "never" (RFC 9110, RFC 6585, RFC 8470). */
	retryStatusCodes: '408, 425, 429, 500, 502, 503, 504',
	/** Seconds for an item with all its attempts and waits: four times the timeout. */
	totalTimeoutSeconds: 120,
	/** 0 = automatic: as many items in flight as the service takes well. */
	concurrency: 0,
	/** 0 = no limit. */
	requestsPerSecond: 0,
	/** Items in a row without a response: after that, waiting for a dead host only costs time. */
	circuitBreaker: 25,
	/** Items in one request: 1 = batches are off. */
	batchSize: 1,
	/** Bytes of the body of a batch; 0 = no limit. */
	batchMaxBytes: 0,
	/** The list alone. */
	batchEnvelope: '{{items}}',
	/** Hops: a real chain has one or two. */
	maxRedirects: 5,
	/** Pages of one list: with 100 members each, as many as one item should hold. */
	maxPages: 100,
	/** MB (10^6 bytes) over all pages, after decompression: ten responses of the largest size. */
	pageSizeLimitMegabytes: 100,
	/** Most services count their pages from 1. */
	pageStart: 1,
	pageStep: 1,
	/** Seconds between two questions for a result: what long-running operations of the big clouds advise at least. */
	pollIntervalSeconds: 2,
	/** Seconds: the longest that one step of a workflow should wait for a report. */
	pollTimeoutSeconds: 300,
	/** Characters of JSON: some 3,000 tokens, so that a model can call a tool many times. */
	toolMaxCharacters: 10_000,
	/** RFC 9110, section 15.3. */
	successStatusCodes: '2xx',
	/** With the charset: this node writes UTF-8. */
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

/** What a number may be; both ends belong to it. */
export interface NumberRange {
	min: number;
	max: number;
	integer?: boolean;
	unit: string;
}

/** A day: no step of a workflow waits longer, and timers hold it. */
const LONGEST_SECONDS = 86_400;
/** One millisecond. */
const SHORTEST_SECONDS = 0.001;
const MOST_TRIES = 1000;
/** A higher number is no limit. */
const HIGHEST_LIMIT = 1_000_000;

/** Members of a list. */
const MOST_COUNTED = 1_000_000_000;

const SECONDS: NumberRange = { min: SHORTEST_SECONDS, max: LONGEST_SECONDS, unit: 'seconds' };
const MILLISECONDS: NumberRange = { min: 0, max: LONGEST_SECONDS * 1000, unit: 'milliseconds' };

/** The range of each number, by the name of its option. */
export const RANGES = {
	timeout: SECONDS,
	totalTimeout: SECONDS,
	retryBaseDelay: MILLISECONDS,
	retryMaxDelay: MILLISECONDS,
	maxRetries: { min: 0, max: MOST_TRIES, integer: true, unit: 'attempts' },
	maxRedirects: { min: 0, max: MOST_TRIES, integer: true, unit: 'redirects' },
	/** Above this Node.js cannot hold a response in one piece. */
	maxResponseSize: { min: 0, max: 100_000, unit: 'MB' },
	/** One machine has not many more ports for one address. */
	concurrency: { min: 0, max: 10_000, integer: true, unit: 'items' },
	maxPages: { min: 1, max: 100_000, integer: true, unit: 'pages' },
	pageSizeLimit: { min: 0, max: 100_000, unit: 'MB' },
	/** A note and the status fit into the least; more than the most exceeds what models read. */
	toolMaxCharacters: { min: 500, max: 1_000_000, integer: true, unit: 'characters' },
	pageStart: { min: 0, max: MOST_COUNTED, integer: true, unit: 'pages or members' },
	pageStep: { min: 1, max: MOST_COUNTED, integer: true, unit: 'pages or members' },
	pollInterval: SECONDS,
	pollTimeout: SECONDS,
	requestsPerSecond: { min: 0, max: HIGHEST_LIMIT, unit: 'requests' },
	circuitBreaker: { min: 0, max: HIGHEST_LIMIT, integer: true, unit: 'items' },
	/** Bulk endpoints take 1,000 or so; a larger batch is limited by its bytes. */
	batchSize: { min: 1, max: 100_000, integer: true, unit: 'items' },
	/** Node.js cannot hold a longer text (2^29 UTF-16 units). */
	batchMaxBytes: { min: 0, max: 400_000_000, integer: true, unit: 'bytes' },
} as const satisfies Record<string, NumberRange>;

/** The values of each choice, by the name of its parameter; the default first. */
export const CHOICES = {
	operation: ['send', 'preview', 'callSaved'],
	requestFrom: ['fields', 'curl'],
	method: ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'],
	authentication: ['none', 'bearer', 'apiKey', 'basic', 'oAuth2', 'service'],
	contentType: ['json', 'xml', 'form', 'multipart', 'text', 'binary', 'none'],
	bodySource: ['template', 'record', 'item'],
	formSource: ['rows', 'text'],
	readableData: ['everything', 'record'],
	xmlSource: ['template', 'json'],
	partKind: ['text', 'file'],
	dataContext: ['auto', 'contact', 'opportunity', 'ticket', 'event', 'custom'],
	variableSource: ['body', 'header', 'status', 'statusMessage', 'url', 'item'],
	variableType: ['variable', 'source', 'details', 'routing', 'linkedId', 'advanced'],
	sourceName: ['custom', 'deviceId', 'email', 'personId', 'phone', 'sessionId'],
	detailsName: [
		'custom',
		'commType',
		'contactCardUrl',
		'crmUserId',
		'notes',
		'points',
		'queue',
		'recordings',
		'result',
		'tags',
		'type',
		'userEmail',
		'userFirstName',
		'userLastName',
	],
	routingName: ['custom', 'channelKey', 'commType', 'email', 'inboundName', 'inboundNumber'],
	variableDataType: ['auto', 'string', 'number', 'boolean', 'json'],
	onFailure: ['automatic', 'route', 'continue', 'stop'],
	responseFormat: ['auto', 'json', 'xml', 'text', 'file'],
	output: ['full', 'simple', 'variables'],
	toolOutput: ['simple', 'variables', 'full'],
	pagination: ['off', 'link', 'nextUrl', 'cursor', 'counter'],
	pageParameterIn: ['auto', 'query', 'body'],
	emptyPages: ['continue', 'end'],
	waitFor: ['answer', 'location', 'url'],
	successRule: ['auto', 'statusOnly', 'soapFault', 'graphqlErrors', 'path'],
	batchFormat: ['json', 'jsonLines'],
	batchMatch: ['position', 'field'],
	retryMode: ['safe', 'always', 'never'],
	limitScope: ['process', 'workers'],
	missingValues: ['empty', 'fail'],
	placeholderSyntax: ['handlebars', 'dollar'],
	queryArrays: ['comma', 'repeat', 'brackets'],
	idempotencyKey: ['off', 'auto', 'custom'],
	signing: ['none', 'standardWebhooks', 'hmac'],
	signatureAlgorithm: ['sha256', 'sha1', 'sha512'],
	signatureEncoding: ['hex', 'base64'],
	testSend: ['all', 'first', 'choose', 'none'],
} as const;

/** One of the values of a choice. */
export type Choice<K extends keyof typeof CHOICES> = (typeof CHOICES)[K][number];
