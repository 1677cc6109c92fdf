import { DEFAULTS } from '../defaults';
import {
	flag,
	headerText,
	memberName,
	numberIn,
	oneOf,
	pathOf,
	statusCodes,
	type NumberRange,
} from './checks';
import { asText, mistake, type ParameterReader } from './reader';
import type { Settings } from './types';

/** A day: no step of a workflow waits longer, and timers take it. */
const LONGEST_SECONDS = 86_400;
/** A millisecond. */
const SHORTEST_SECONDS = 0.001;
/** Beyond that Node.js cannot hold an answer in one piece anyway. */
const LARGEST_MEGABYTES = 100_000;
/** As many as one machine has ports for one address. */
const MOST_IN_FLIGHT = 10_000;
const MOST_TRIES = 1000;
/** More than that is no limit. */
const HIGHEST_LIMIT = 1_000_000;

const SECONDS: NumberRange = { min: SHORTEST_SECONDS, max: LONGEST_SECONDS, unit: 'seconds' };
const MILLISECONDS: NumberRange = { min: 0, max: LONGEST_SECONDS * 1000, unit: 'milliseconds' };
const MEGABYTES: NumberRange = { min: 0, max: LARGEST_MEGABYTES, unit: 'MB' };
const IN_FLIGHT: NumberRange = { min: 1, max: MOST_IN_FLIGHT, integer: true, unit: 'items' };
const PER_SECOND: NumberRange = { min: 0, max: HIGHEST_LIMIT, unit: 'requests' };
const IN_A_ROW: NumberRange = { min: 0, max: HIGHEST_LIMIT, integer: true, unit: 'items' };
const RETRIES: NumberRange = { min: 0, max: MOST_TRIES, integer: true, unit: 'attempts' };
const REDIRECTS: NumberRange = { min: 0, max: MOST_TRIES, integer: true, unit: 'redirects' };

type OptionSettings = Pick<
	Settings,
	| 'clientCertificate'
	| 'policy'
	| 'policyKey'
	| 'response'
	| 'success'
	| 'templates'
	| 'idempotency'
	| 'signing'
	| 'logging'
>;

/** Everything under Options; what is absent has its default. */
export function readOptions(reader: ParameterReader): OptionSettings {
	const options = reader.options();
	const read = {
		plain: (name: string, fallback: unknown) =>
			reader.evaluated(options[name] ?? fallback, `options.${name}`),
		template: (name: string) => asText(options[name]),
	};
	return {
		clientCertificate: flag('options.clientCertificate', read.plain('clientCertificate', false)),
		...readPolicy(read),
		...readAnswer(read),
		...readTemplates(read),
		...readTrust(read),
	};
}

/** How requests are delivered where nobody set an option. */
export function defaultPolicy(): Settings['policy'] {
	return readPolicy({ plain: (_name, fallback) => fallback, template: () => '' }).policy;
}

interface OptionReader {
	plain(name: string, fallback: unknown): unknown;
	template(name: string): string;
}

const isOn = (read: OptionReader, name: string, fallback = false) =>
	flag(`options.${name}`, read.plain(name, fallback));

const numberOf = (read: OptionReader, name: string, fallback: number, range: NumberRange) =>
	numberIn(`options.${name}`, read.plain(name, fallback), range);

const choice = <T extends string>(read: OptionReader, name: string, allowed: readonly [T, ...T[]]): T =>
	oneOf(`options.${name}`, read.plain(name, allowed[0]), allowed);

const text = (read: OptionReader, name: string, fallback: string) =>
	asText(read.plain(name, fallback)).trim();

function readPolicy(read: OptionReader): Pick<Settings, 'policy' | 'policyKey'> {
	const success = successCodes(read);
	const isSuccess = statusCodes('options.successStatusCodes', success);
	const retryCodes = text(read, 'retryStatusCodes', DEFAULTS.retryStatusCodes);
	const isRetryable = retryCodes === '' ? () => false : statusCodes('options.retryStatusCodes', retryCodes);
	const maxMegabytes = numberOf(read, 'maxResponseSize', DEFAULTS.maxResponseMegabytes, MEGABYTES);
	const proxy = proxyOf(read);
	const policy: Settings['policy'] = {
		timeoutMs: numberOf(read, 'timeout', DEFAULTS.timeoutSeconds, SECONDS) * 1000,
		totalTimeoutMs: numberOf(read, 'totalTimeout', DEFAULTS.totalTimeoutSeconds, SECONDS) * 1000,
		maxResponseBytes: Math.floor(maxMegabytes * 1_000_000),
		concurrency: numberOf(read, 'concurrency', DEFAULTS.concurrency, IN_FLIGHT),
		requestsPerSecond: numberOf(read, 'requestsPerSecond', DEFAULTS.requestsPerSecond, PER_SECOND),
		circuitBreaker: numberOf(read, 'circuitBreaker', DEFAULTS.circuitBreaker, IN_A_ROW),
		retry: {
			mode: choice(read, 'retryMode', ['safe', 'always', 'never']),
			maxRetries: numberOf(read, 'maxRetries', DEFAULTS.maxRetries, RETRIES),
			baseDelayMs: numberOf(read, 'retryBaseDelay', DEFAULTS.retryBaseDelayMs, MILLISECONDS),
			maxDelayMs: numberOf(read, 'retryMaxDelay', DEFAULTS.retryMaxDelayMs, MILLISECONDS),
			// An answer that counts as a success is not asked for again.
			isRetryable: (statusCode) => isRetryable(statusCode) && !isSuccess(statusCode),
		},
		redirects: {
			follow: isOn(read, 'followRedirects', true),
			max: numberOf(read, 'maxRedirects', DEFAULTS.maxRedirects, REDIRECTS),
		},
		allowPrivateNetwork: isOn(read, 'allowPrivateNetwork'),
		httpsOnly: isOn(read, 'httpsOnly'),
		tls: { ignoreSslIssues: isOn(read, 'ignoreSslIssues') },
		...(proxy === '' ? {} : { proxy }),
	};
	return { policy, policyKey: JSON.stringify([policy, retryCodes, success]) };
}

const successCodes = (read: OptionReader) =>
	asText(read.plain('successStatusCodes', DEFAULTS.successStatusCodes));

/** Empty where the environment's own holds. */
function proxyOf(read: OptionReader): string {
	const proxy = text(read, 'proxy', '');
	if (proxy === '' || (/^https?:\/\/[^/]/i.test(proxy) && URL.canParse(proxy))) return proxy;
	throw mistake(
		'options.proxy',
		'"options.proxy" takes the address of a proxy, such as http://proxy.example.com:8080',
	);
}

function readAnswer(read: OptionReader): Pick<Settings, 'response' | 'success'> {
	const rule = choice(read, 'successRule', ['auto', 'statusOnly', 'soapFault', 'graphqlErrors', 'path']);
	const path = text(read, 'successPath', '');
	if (rule === 'path' && path === '')
		throw mistake(
			'options.successPath',
			'"options.successPath" is empty; it takes the path of a value, such as result.status',
		);
	pathOf('options.successPath', path);
	return {
		response: {
			format: choice(read, 'responseFormat', ['auto', 'json', 'xml', 'text', 'file']),
			binaryProperty: memberName(
				'options.outputBinaryProperty',
				text(read, 'outputBinaryProperty', DEFAULTS.binaryProperty) || DEFAULTS.binaryProperty,
			),
			output: choice(read, 'output', ['full', 'variables']),
			includeInput: isOn(read, 'includeInput', true),
		},
		success: {
			isSuccess: statusCodes('options.successStatusCodes', successCodes(read)),
			rule,
			path,
			value: asText(read.plain('successValue', '')),
		},
	};
}

function readTemplates(read: OptionReader): Pick<Settings, 'templates'> {
	return {
		templates: {
			syntax: choice(read, 'placeholderSyntax', ['handlebars', 'dollar']),
			missingValues: choice(read, 'missingValues', ['empty', 'fail']),
			queryArrays: choice(read, 'queryArrays', ['comma', 'repeat', 'brackets']),
		},
	};
}

function readTrust(read: OptionReader): Pick<Settings, 'idempotency' | 'signing' | 'logging'> {
	const scheme = choice(read, 'signing', ['none', 'standardWebhooks', 'hmac']);
	return {
		idempotency: {
			mode: choice(read, 'idempotencyKey', ['off', 'auto', 'custom']),
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
						algorithm: choice(read, 'signatureAlgorithm', ['sha256', 'sha1', 'sha512']),
						encoding: choice(read, 'signatureEncoding', ['hex', 'base64']),
						prefix: headerText(
							'options.signaturePrefix',
							asText(read.plain('signaturePrefix', '')),
							'sha256=',
						),
					},
		logging: {
			requestBody: isOn(read, 'logRequestBody'),
			responseBody: isOn(read, 'logResponseBody'),
			redactFields: text(read, 'redactFields', '').split(','),
		},
	};
}
