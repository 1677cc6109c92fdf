import type { Delivered } from '../../nodes/CustomWebhook/delivery';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { logDelivery, logUnsent } from '../../nodes/CustomWebhook/n8n/log';
import { createRedactor } from '../../nodes/CustomWebhook/redact';
import type { DecodedBody } from '../../nodes/CustomWebhook/response';
import type { JsonValue } from '../../nodes/CustomWebhook/formats/json/value';
import type { Settings, SuccessRule } from '../../nodes/CustomWebhook/settings';
import { contextWith } from './context';

const REQUEST = { method: 'POST', url: 'https://example.com/a?token=x&k=the-secret', headers: [] };

const SUCCESS: SuccessRule = { isSuccess: (status) => status < 300, rule: 'auto', path: '', value: '' };

function logged(
	body: DecodedBody | undefined,
	contentType = 'text/plain',
	failure?: WebhookFailure,
	success = SUCCESS,
) {
	const lines: unknown[][] = [];
	const context = contextWith({
		getNode: () => ({ name: 'Deliver' }),
		logger: {
			info: (...line: unknown[]) => lines.push(['info', ...line]),
			warn: (...line: unknown[]) => lines.push(['warn', ...line]),
		},
	});
	const report = { attempts: [{ durationMs: 1, waitedMs: 0 }], durationMs: 12 };
	const delivered: Delivered<DecodedBody> = body
		? {
				...report,
				response: {
					statusCode: 200,
					statusMessage: '',
					headers: { 'content-type': contentType },
					url: REQUEST.url,
					method: 'POST',
					redirects: [],
					body,
				},
			}
		: { ...report, failure: failure ?? new WebhookFailure('dns', 'no') };
	const settings = {
		webhookName: '',
		logging: { requestBody: false, responseBody: true, redactFields: [] },
		success,
		policy: { retry: { isRetryable: () => false } },
	} as unknown as Settings;
	const redactor = createRedactor([['the-secret']]);
	logDelivery(context, { plan: { settings, redactor }, request: REQUEST, delivered, failure });
	return lines;
}

it('A delivery is one line, without secrets', () => {
	expect(logged({ body: null })).toEqual([
		[
			'info',
			'Deliver: POST https://example.com/a?token=***&k=*** → 200, 1 attempt, 12 ms, response body: (none)',
		],
	]);
});

it('A failure is a warning with its reason, still in one line', () => {
	const failure = new WebhookFailure('dns', 'no\r\nINFO: the-secret\u2028x');
	expect(logged(undefined, '', failure)).toEqual([
		[
			'warn',
			'Deliver: POST https://example.com/a?token=***&k=*** → dns, 1 attempt, 12 ms: no INFO: *** x',
		],
	]);
});

it.each<[string, DecodedBody, string, string]>([
	[
		'JSON, telling names hidden',
		{ body: { token: 'x', a: ['the-secret'] } },
		'',
		'{"token":"***","a":["***"]}',
	],
	['a text, as it is', { body: 'a "text"' }, 'text/plain', 'a "text"'],
	['a form', { body: 'access_token=x&a=1' }, 'application/x-www-form-urlencoded', 'access_token=***&a=1'],
	[
		'a file, by its size only',
		{ body: null, file: { fileName: 'f', mimeType: 'image/png', bytes: 4711, stored: 'x' } },
		'image/png',
		'(4711 bytes)',
	],
])('The body of a response is logged: %s', (_what, body, contentType, shown) => {
	expect(logged(body, contentType)).toEqual([
		['info', expect.stringMatching(/ms, response body: /) as string],
	]);
	expect(String(logged(body, contentType)[0]?.[1]).split('response body: ')[1]).toBe(shown);
});

it.each<[string, Partial<SuccessRule>, JsonValue, string, string]>([
	[
		'a status',
		{ isSuccess: () => false },
		{ errors: { password: 'x1', a: 'b' } },
		'',
		'200 OK: "password: ***"',
	],
	[
		'a status, from a form',
		{ isSuccess: () => false },
		'error=no&token=x1',
		'application/x-www-form-urlencoded',
		'200 OK: "no"',
	],
	['a value', { rule: 'path', path: 'a.token', value: 'y' }, { a: { token: 'x1' } }, '', 'is "***", not'],
	[
		'an object',
		{ rule: 'path', path: 'a', value: 'y' },
		{ a: { token: 'x1' } },
		'',
		'{"token":"***"}", not',
	],
	['GraphQL', { rule: 'graphqlErrors' }, { errors: { Secret: ['x1'] } }, '', 'GraphQL errors.'],
])(
	'The reason is told without the values of hidden fields: %s',
	(_what, changes, body, contentType, told) => {
		const success = { ...SUCCESS, ...changes };
		const kind = success.rule === 'auto' ? 'status' : 'rule';
		const [line] = logged({ body }, contentType, new WebhookFailure(kind, 'with x1'), success);
		const reason = String(line?.[1]).split(', response body: ')[0];
		expect(reason).toContain(told);
		expect(reason).not.toContain('x1');
	},
);

it('A log that fails stops nothing: the place in the code is logged, without the message', () => {
	const lines: string[] = [];
	const context = contextWith({
		getNode: () => {
			throw new TypeError('the-secret of the-item');
		},
		logger: { error: (line: string) => lines.push(line) },
	});
	const settings = { webhookName: '', logging: {} } as unknown as Settings;
	const delivered = { attempts: [], durationMs: 1, failure: new WebhookFailure('dns', 'no') };
	logDelivery(context, { plan: { settings, redactor: createRedactor([]) }, request: REQUEST, delivered });
	expect(lines).toEqual([expect.stringMatching(/^Custom Webhook: TypeError +at .*log\.test\.ts/)]);
	expect(lines[0]).not.toMatch(/the-secret|the-item|\n/);
});

it('An item that was not sent is a warning with the place of the mistake, and nothing of what stands there', () => {
	const unsent = (details: object) => {
		const lines: unknown[][] = [];
		const context = contextWith({
			getNode: () => ({ name: 'Deliver' }),
			logger: { warn: (...line: unknown[]) => lines.push(line) },
		});
		const settings = { webhookName: '', method: 'PUT' } as Settings;
		const failure = new WebhookFailure('request', 'token=secret', { description: 'secret', ...details });
		logUnsent(context, { settings, redactor: createRedactor([['name-secret']]) }, failure);
		return lines;
	};
	expect(unsent({ field: 'url', line: 1, column: 9 })).toEqual([
		['Deliver: PUT → request, not sent: URL, line 1, column 9'],
	]);
	expect(unsent({ field: 'headers.name-secret' })).toEqual([
		['Deliver: PUT → request, not sent: Headers, ***'],
	]);
	expect(unsent({})).toEqual([['Deliver: PUT → request, not sent']]);
});
