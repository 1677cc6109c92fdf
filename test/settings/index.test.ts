import type { INodeParameters } from 'n8n-workflow';

import { readSettings, type Settings } from '../../nodes/CustomWebhook/settings';

/** Parameters as n8n gives them, raw; expressions are looked up in a table. */
function read(parameters: INodeParameters, values: Record<string, unknown> = {}) {
	return readSettings(
		{
			getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
			evaluateExpression: (code) => {
				if (!(code in values)) throw new Error(`unknown ${code}`);
				return values[code] as string;
			},
		},
		0,
	);
}

const settingsOf = (parameters: INodeParameters): Settings => read(parameters).settings;

it('has the defaults of the contract where nothing is set', () => {
	const settings = settingsOf({});
	expect(settings).toMatchObject({
		operation: 'send',
		method: 'POST',
		authentication: 'none',
		onFailure: 'automatic',
		body: { type: 'json', text: '' },
		policy: {
			timeoutMs: 30_000,
			totalTimeoutMs: 120_000,
			maxResponseBytes: 10_000_000,
			concurrency: 0,
			requestsPerSecond: 0,
			circuitBreaker: 25,
			limitScope: 'process',
			rateLimitHeaders: true,
			retry: { mode: 'safe', maxRetries: 2, baseDelayMs: 1000, maxDelayMs: 30_000 },
			redirects: { follow: true, max: 5 },
			allowPrivateNetwork: false,
			httpsOnly: false,
		},
		response: { format: 'auto', output: 'full', includeInput: true, binaryProperty: 'data' },
		templates: { syntax: 'handlebars', missingValues: 'empty', queryArrays: 'comma' },
		signing: undefined,
	});
	expect([200, 204, 299, 300, 199].map(settings.success.isSuccess)).toEqual([
		true,
		true,
		true,
		false,
		false,
	]);
	expect([408, 425, 429, 500, 502, 503, 504, 501].map(settings.policy.retry.isRetryable)).toEqual([
		...Array<boolean>(7).fill(true),
		false,
	]);
});

it('reads groups of options as small forms, and those without a group directly', () => {
	const { policy } = settingsOf({
		options: { timeout: 5, retry: { values: { maxRetries: 7 } }, limits: { values: { concurrency: 3 } } },
	});
	expect(policy).toMatchObject({ timeoutMs: 5000, concurrency: 3, retry: { maxRetries: 7 } });
});

it('does not ask again for a response that counts as a success', () => {
	const { policy } = settingsOf({ options: { success: { values: { successStatusCodes: '2xx, 503' } } } });
	expect(policy.retry.isRetryable(503)).toBe(false);
});

it('gives GET and HEAD no body, whatever stands in the fields', () => {
	for (const method of ['GET', 'HEAD'])
		expect(settingsOf({ method, contentType: 'json', jsonBody: '{}' }).body).toEqual({ type: 'none' });
});

it('sends text as plain text where its type is empty', () => {
	expect(settingsOf({ contentType: 'text', textBody: 'a', textContentType: ' ' }).body).toMatchObject({
		contentType: 'text/plain; charset=utf-8',
	});
});

it('takes template fields raw, and evaluates an expression in any other', () => {
	const { settings, dependsOnItem } = read(
		{ method: '={{ m }}', url: '={{ $json.u }}', options: { timeout: '={{ t }}' } },
		{ '{{ m }}': 'PUT', '{{ t }}': '2.5' },
	);
	expect(settings).toMatchObject({ method: 'PUT', url: '={{ $json.u }}', policy: { timeoutMs: 2500 } });
	expect(dependsOnItem).toBe(true);
	expect(read({ url: '={{ $json.u }}' }).dependsOnItem).toBe(false);
});

it('reads the path of the record as any other path, and only where the record is a custom one', () => {
	const pathOf = (dataContext: string, dataContextPath: string) =>
		settingsOf({ dataContext, dataContextPath }).dataContext.dataContextPath;
	expect(pathOf('custom', 'a.0["b c"][1]')).toEqual(['a', '0', 'b c', '1']);
	expect(pathOf('contact', 'a..b')).toEqual([]);
});

it('drops rows that are empty as a whole', () => {
	expect(
		settingsOf({
			headers: {
				header: [
					{ name: '', value: '' },
					{ name: ' X ', value: '1' },
				],
			},
		}).headers,
	).toEqual([{ name: 'X', value: '1' }]);
});

it.each<[INodeParameters, string, RegExp]>([
	[{ method: 'FETCH' }, 'method', /it takes one of POST, GET/],
	[{ authentication: 'digest' }, 'authentication', /it takes one of none, bearer/],
	[{ contentType: 'yaml' }, 'contentType', /it takes one of json/],
	[{ options: { timeout: 0 } }, 'options.timeout', /number of seconds from 0.001/],
	[{ options: { timeout: 'soon' } }, 'options.timeout', /"soon"/],
	[{ options: { limits: { values: { concurrency: 1.5 } } } }, 'options.concurrency', /whole number/],
	[{ options: { httpsOnly: 'maybe' } }, 'options.httpsOnly', /true or false/],
	[
		{ options: { retry: { values: { retryStatusCodes: 'often' } } } },
		'options.retryStatusCodes',
		/such as 2xx/,
	],
	[
		{ options: { success: { values: { successStatusCodes: '' } } } },
		'options.successStatusCodes',
		/is empty; it takes status codes/,
	],
	[{ options: { success: { values: { successRule: 'path' } } } }, 'options.successPath', /is empty/],
	[
		{ options: { retry: { values: { retryWhenPath: 'error' } } } },
		'options.retryWhenValues',
		/is empty; it takes the values/,
	],
	[
		{ options: { retry: { values: { retryWhenPath: 'a[', retryWhenValues: 'x' } } } },
		'options.retryWhenPath',
		/no path/,
	],
	[{ options: { proxy: 'proxy:8080' } }, 'options.proxy', /http:\/\/proxy/],
	[{ options: { proxy: 'http://my proxy:8080' } }, 'options.proxy', /http:\/\/proxy/],
	[{ options: { proxy: 'http://proxy:99999' } }, 'options.proxy', /http:\/\/proxy/],
	[
		{ options: { success: { values: { successRule: 'path', successPath: 'a..b' } } } },
		'options.successPath',
		/^"options.successPath": "a..b" is no path/,
	],
	[{ options: ['timeout'] }, 'options', /"options" is \["timeout"\]; it takes options by their names/],
	[{ options: '={{ $json.options }}' }, 'options', /it takes options by their names/],
	[{ headers: 5 }, 'headers', /takes rows/],
	[{ headers: { header: ['X-Name'] } }, 'headers', /takes rows/],
	[{ dataContext: 'custom' }, 'dataContextPath', /is empty/],
	[{ dataContext: 'custom', dataContextPath: 'a..b' }, 'dataContextPath', /^"dataContextPath": .* no path/],
	[
		{ dataContext: 'custom', dataContextPath: 'a.__proto__' },
		'dataContextPath',
		/^"dataContextPath": .* not allowed/,
	],
	[
		{ dataContext: 'custom', dataContextPath: 'list.*' },
		'dataContextPath',
		/one record, so it cannot have a \*/,
	],
	[
		{ contentType: 'text', textContentType: 'text/plain\r\nX-Evil: 1' },
		'textContentType',
		/"textContentType" takes a media type/,
	],
	[{ webhookName: '__proto__' }, 'webhookName', /another name/],
	[
		{ options: { response: { values: { outputBinaryProperty: '__proto__' } } } },
		'options.outputBinaryProperty',
		/another name/,
	],
	[
		{ responseVariables: { variable: [{ name: 'a', type: 'nothing' }] } },
		'responseVariables.type',
		/variable, source/,
	],
	[
		{ responseVariables: { variable: [{ name: '', path: 'a' }] } },
		'responseVariables',
		/^"responseVariables", row 1: enter a name/,
	],
	[
		{ failureVariables: { variable: [{ name: 'constructor', value: 'a' }] } },
		'failureVariables',
		/^"failureVariables", row 1 \("constructor"\)/,
	],
])('%j is a mistake in %s that says what the field takes', (parameters, field, message) => {
	expect(() => read(parameters)).toThrow(
		expect.objectContaining({ field, message: expect.stringMatching(message) as string }),
	);
});

it('takes one row as a list of one, and rows that are one expression as a mistake', () => {
	const header = { name: 'X', value: '1' };
	expect(settingsOf({ headers: { header } }).headers).toEqual([header]);
	expect(() => settingsOf({ headers: '={{ $json.headers }}' })).toThrow(/takes rows, not one expression/);
});

it('takes options, rows and a row that are null as empty', () => {
	expect(settingsOf({ options: null as never }).policy.timeoutMs).toBe(30_000);
	expect(settingsOf({ headers: null as never }).headers).toEqual([]);
	expect(settingsOf({ headers: { header: [null as never] } }).headers).toEqual([]);
});

it('shows a value that it does not take: emptiness as such, a long text cut, anything else as JSON', () => {
	const messageFor = (method: INodeParameters[string]) => {
		try {
			settingsOf({ method });
		} catch (error) {
			return (error as Error).message;
		}
		return undefined;
	};
	expect(messageFor('')).toMatch(/^"method" is empty;/);
	expect(messageFor(['POST'])).toMatch(/^"method" is \["POST"\];/);
	expect(messageFor('x'.repeat(80))).toMatch(/^"method" is "x{59}…;/);
});

it('tells why an expression cannot be evaluated, whatever was thrown', () => {
	const failing = (thrown: unknown) => () =>
		readSettings(
			{
				getNodeParameter: (name, _index, fallback) => (name === 'method' ? '={{ m }}' : fallback),
				evaluateExpression: () => {
					throw thrown;
				},
			},
			0,
		);
	const because = (reason: string) =>
		expect.objectContaining({
			kind: 'template',
			field: 'method',
			message: `The expression in "method" cannot be evaluated: ${reason}`,
		}) as unknown as Error;
	expect(failing(new Error('no node "A"'))).toThrow(because('no node "A"'));
	expect(failing('a text')).toThrow(because('a text'));
});

it('gives an object that an expression made of a text field as JSON', () => {
	expect(read({ webhookName: '={{ o }}' }, { '{{ o }}': { a: 1 } }).settings.webhookName).toBe('{"a":1}');
});

it('retries after no status where the list is empty', () => {
	const { policy } = settingsOf({ options: { retry: { values: { retryStatusCodes: ' ' } } } });
	expect([429, 500, 503].map(policy.retry.isRetryable)).toEqual([false, false, false]);
});

it('takes a path and values that are retried, and nothing if there are none', () => {
	const retry = { values: { retryWhenPath: ' error.code ', retryWhenValues: 'BUSY, 17' } };
	expect(settingsOf({ options: { retry } }).retryWhen).toMatchObject({
		text: 'error.code',
		values: ['BUSY', '17'],
	});
	expect(settingsOf({}).retryWhen).toBeUndefined();
});

it('takes the address of a proxy', () => {
	expect(settingsOf({ options: { proxy: ' http://p:8080 ' } }).policy.proxy).toBe('http://p:8080');
	expect(settingsOf({}).policy).not.toHaveProperty('proxy');
});

it('refuses a success path that cannot be read', () => {
	const success = { values: { successRule: 'path', successPath: 'a[' } };
	expect(() => settingsOf({ options: { success } })).toThrow(
		expect.objectContaining({ field: 'options.successPath' }),
	);
});

it('goes by the default where a name that is needed was emptied', () => {
	const settings = settingsOf({
		options: {
			response: { values: { outputBinaryProperty: ' ' } },
			idempotency: { values: { idempotencyKeyHeader: '' } },
			signing: { values: { signing: 'hmac', signatureHeader: '' } },
		},
	});
	expect(settings.response.binaryProperty).toBe('data');
	expect(settings.idempotency.header).toBe('Idempotency-Key');
	expect(settings.signing).toEqual({
		scheme: 'hmac',
		header: 'X-Signature',
		algorithm: 'sha256',
		encoding: 'hex',
		prefix: '',
	});
});

it.each(['€', 'a\nb', '\u0000'])(
	'A signature prefix that no header takes is a mistake: %j',
	(signaturePrefix) => {
		const signing = { values: { signing: 'hmac', signaturePrefix } };
		expect(() => settingsOf({ options: { signing } })).toThrow(
			/"options.signaturePrefix" takes text such as sha256=, and has a character that no header takes/,
		);
	},
);

describe('as the tool of an AI agent', () => {
	const asTool = (parameters: INodeParameters) =>
		readSettings(
			{
				getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
				evaluateExpression: (code) => code,
				getNode: () => ({ type: 'n8n-nodes-custom-webhook.customWebhookTool' }),
			},
			0,
		).settings.response;

	it('a result is lean and bounded, unless the author wants another one', () => {
		expect(asTool({})).toMatchObject({ output: 'simple', includeInput: false, longestForModel: 10_000 });
		const values = { toolOutput: 'full', toolMaxCharacters: 2000 };
		expect(asTool({ options: { response: { values } } })).toMatchObject({
			output: 'full',
			longestForModel: 2000,
		});
	});

	it('the node itself has none of it', () => {
		const values = { toolOutput: 'variables', toolMaxCharacters: 2000 };
		expect(settingsOf({ options: { response: { values } } }).response).toMatchObject({
			output: 'full',
			includeInput: true,
			longestForModel: undefined,
		});
	});
});
