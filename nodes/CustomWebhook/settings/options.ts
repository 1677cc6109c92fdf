import { DEFAULTS } from '../defaults';
import { isCharset, shorten } from '../formats';
import { isBatchSetUp, readBatch } from './batch';
import { flag, headerText, listedValues, memberName, pathOf, requirePath, statusCodes } from './checks';
import { readFollow, refuseInBatches } from './follow';
import { readLater } from './later';
import { mistake } from './mistake';
import { choice, given, isOn, numberOf, text, type OptionReader } from './option-reader';
import { asText, type ParameterReader } from './reader';
import { readTest } from './test-send';
import type { Settings } from './types';

type OptionSettings = Pick<
	Settings,
	| 'clientCertificate'
	| 'policy'
	| 'policyKey'
	| 'pagination'
	| 'result'
	| 'retryWhen'
	| 'response'
	| 'success'
	| 'templates'
	| 'idempotency'
	| 'signing'
	| 'logging'
	| 'batch'
	| 'areBatchesForgotten'
	| 'test'
	| 'later'
>;

/**
 * Everything under Options; missing ones have their defaults.
 * @param body may have a place for the cursor of a page
 * @param fromCommand options of a cURL command; those of the panel override them
 */
export function readOptions(
	reader: ParameterReader,
	body: Settings['body'],
	fromCommand: Readonly<Record<string, unknown>> = {},
): OptionSettings {
	const read = optionReader(reader, fromCommand);
	const follow = readFollow(read, body);
	const { templates } = readTemplates(read);
	const batch = readBatch(read, body, templates);
	if (batch) refuseInBatches(follow);
	return {
		clientCertificate: flag('options.clientCertificate', read.plain('clientCertificate', false)),
		...readPolicy(read),
		retryWhen: readRetryWhen(read),
		...readResponse(read, reader.isTool),
		...follow,
		templates,
		...readTrust(read),
		batch,
		...(!batch && isBatchSetUp(read) ? { areBatchesForgotten: true } : {}),
		later: readLater(read),
		test: reader.isTest && reader.hasOption('test') ? readTest(read) : undefined,
	};
}

/** How placeholders are written. */
export function placeholderSyntax(reader: ParameterReader): Settings['templates']['syntax'] {
	return choice(optionReader(reader), 'placeholderSyntax');
}

function optionReader(
	reader: ParameterReader,
	fromCommand: Readonly<Record<string, unknown>> = {},
): OptionReader {
	const options = { ...fromCommand, ...reader.options() };
	return {
		plain: (name, fallback) => reader.typed(options[name] ?? fallback, `options.${name}`),
		template: (name) => asText(options[name]),
	};
}

/** How requests are delivered without any option. */
export function defaultPolicy(): Settings['policy'] {
	return readPolicy({ plain: (_name, fallback) => fallback, template: () => '' }).policy;
}

function readPolicy(read: OptionReader): Pick<Settings, 'policy' | 'policyKey'> {
	const success = successCodes(read);
	const isSuccess = statusCodes('options.successStatusCodes', success);
	const retryCodes = text(read, 'retryStatusCodes', DEFAULTS.retryStatusCodes);
	const isRetryable = retryCodes === '' ? () => false : statusCodes('options.retryStatusCodes', retryCodes);
	const maxMegabytes = numberOf(read, 'maxResponseSize', DEFAULTS.maxResponseMegabytes);
	const proxy = proxyOf(read);
	const policy: Settings['policy'] = {
		timeoutMs: numberOf(read, 'timeout', DEFAULTS.timeoutSeconds) * 1000,
		totalTimeoutMs: numberOf(read, 'totalTimeout', DEFAULTS.totalTimeoutSeconds) * 1000,
		maxResponseBytes: Math.floor(maxMegabytes * 1_000_000),
		concurrency: numberOf(read, 'concurrency', DEFAULTS.concurrency),
		requestsPerSecond: numberOf(read, 'requestsPerSecond', DEFAULTS.requestsPerSecond),
		circuitBreaker: numberOf(read, 'circuitBreaker', DEFAULTS.circuitBreaker),
		limitScope: choice(read, 'limitScope'),
		rateLimitHeaders: isOn(read, 'rateLimitHeaders', true),
		retry: {
			mode: choice(read, 'retryMode'),
			maxRetries: numberOf(read, 'maxRetries', DEFAULTS.maxRetries),
			baseDelayMs: numberOf(read, 'retryBaseDelay', DEFAULTS.retryBaseDelayMs),
			maxDelayMs: numberOf(read, 'retryMaxDelay', DEFAULTS.retryMaxDelayMs),
			// A response that counts as a success is not retried.
			isRetryable: (statusCode) => isRetryable(statusCode) && !isSuccess(statusCode),
		},
		redirects: {
			follow: isOn(read, 'followRedirects', true),
			max: numberOf(read, 'maxRedirects', DEFAULTS.maxRedirects),
		},
		allowPrivateNetwork: isOn(read, 'allowPrivateNetwork'),
		httpsOnly: isOn(read, 'httpsOnly'),
		tls: { ignoreSslIssues: isOn(read, 'ignoreSslIssues') },
		...(proxy === '' ? {} : { proxy }),
	};
	return { policy, policyKey: JSON.stringify([policy, retryCodes, success]) };
}

function readRetryWhen(read: OptionReader): Settings['retryWhen'] {
	const path = given(read, 'retryWhenPath').trim();
	pathOf('options.retryWhenPath', path);
	const rule = listedValues(path, given(read, 'retryWhenValues'));
	if (path === '' || rule) return rule;
	throw mistake(
		'options.retryWhenValues',
		'"options.retryWhenValues" is empty; it takes the values at "options.retryWhenPath" after which to retry, separated by commas',
	);
}

const successCodes = (read: OptionReader) =>
	asText(read.plain('successStatusCodes', DEFAULTS.successStatusCodes));

/** Empty if the environment's own proxy applies. */
function proxyOf(read: OptionReader): string {
	const proxy = given(read, 'proxy').trim();
	if (proxy === '' || (/^https?:\/\/[^/]/i.test(proxy) && URL.canParse(proxy))) return proxy;
	throw mistake(
		'options.proxy',
		'"options.proxy" takes the address of a proxy, such as http://proxy.example.com:8080',
	);
}

function readResponse(read: OptionReader, isTool: boolean): Pick<Settings, 'response' | 'success'> {
	const rule = choice(read, 'successRule');
	const path = given(read, 'successPath').trim();
	if (rule === 'path')
		requirePath('options.successPath', path, 'the path of a value, such as result.status');
	pathOf('options.successPath', path);
	return {
		response: {
			format: choice(read, 'responseFormat'),
			charset: charsetOf(read),
			binaryProperty: memberName(
				'options.outputBinaryProperty',
				text(read, 'outputBinaryProperty', DEFAULTS.binaryProperty) || DEFAULTS.binaryProperty,
			),
			...(isTool ? outputOfTool(read) : outputOfNode(read)),
		},
		success: {
			isSuccess: statusCodes('options.successStatusCodes', successCodes(read)),
			rule,
			path,
			value: given(read, 'successValue'),
		},
	};
}

type Kept = Pick<Settings['response'], 'output' | 'includeInput' | 'longestForModel'>;

const outputOfNode = (read: OptionReader): Kept => ({
	output: choice(read, 'output'),
	includeInput: isOn(read, 'includeInput', true),
	longestForModel: undefined,
});

/** A model pays for each character, and knows what it gave. */
const outputOfTool = (read: OptionReader): Kept => ({
	output: choice(read, 'toolOutput'),
	includeInput: false,
	longestForModel: numberOf(read, 'toolMaxCharacters', DEFAULTS.toolMaxCharacters),
});

function charsetOf(read: OptionReader): string {
	const field = 'options.responseCharset';
	const charset = text(read, 'responseCharset', '');
	if (charset === '' || isCharset(charset)) return charset;
	throw mistake(
		field,
		`"${field}" is "${shorten(charset)}", which is not a known charset; use a name such as windows-1252, gbk or shift_jis`,
	);
}

function readTemplates(read: OptionReader): Pick<Settings, 'templates'> {
	return {
		templates: {
			syntax: choice(read, 'placeholderSyntax'),
			missingValues: choice(read, 'missingValues'),
			queryArrays: choice(read, 'queryArrays'),
			readableData: choice(read, 'readableData'),
		},
	};
}

function readTrust(read: OptionReader): Pick<Settings, 'idempotency' | 'signing' | 'logging'> {
	const scheme = choice(read, 'signing');
	return {
		idempotency: {
			mode: choice(read, 'idempotencyKey'),
			value: read.template('idempotencyKeyValue'),
			header:
				text(read, 'idempotencyKeyHeader', DEFAULTS.idempotencyKeyHeader) ||
				DEFAULTS.idempotencyKeyHeader,
		},
		signing:
			scheme === 'none'
				? undefined
				: {
						scheme,
						header:
							text(read, 'signatureHeader', DEFAULTS.signatureHeader) ||
							DEFAULTS.signatureHeader,
						algorithm: choice(read, 'signatureAlgorithm'),
						encoding: choice(read, 'signatureEncoding'),
						prefix: headerText(
							'options.signaturePrefix',
							asText(read.plain('signaturePrefix', '')),
							'sha256=',
						),
					},
		logging: {
			requestBody: isOn(read, 'logRequestBody'),
			responseBody: isOn(read, 'logResponseBody'),
			findBy: read.template('findBy'),
			redactFields: given(read, 'redactFields').split(','),
		},
	};
}
