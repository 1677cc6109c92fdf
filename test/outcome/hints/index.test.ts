import { WebhookFailure, type FailureKind } from '../../../nodes/CustomWebhook/failure';
import type { Outcome } from '../../../nodes/CustomWebhook/outcome';
import { checkJson } from '../../../nodes/CustomWebhook/formats/json';
import { adviceOf, failureHints, type RunSeen } from '../../../nodes/CustomWebhook/outcome/hints';
import { statusFailure } from '../../../nodes/CustomWebhook/response/status-failure';
import { failureOf } from '../../template/render';

const outcome = (kind?: FailureKind, statusCode?: number, message = 'no', description?: string): Outcome => ({
	item: { json: kind ? { failure: { message, ...(description ? { description } : {}) } } : {} },
	attempts: 1,
	...(kind ? { failure: new WebhookFailure(kind, `secret ${message}`) } : {}),
	...(statusCode ? { statusCode } : {}),
});

const SETTINGS: RunSeen['settings'] = {
	operation: 'send',
	requestFrom: 'fields',
	userAndPassword: undefined,
	proxyPassword: undefined,
	method: 'POST',
	url: 'https://example.com/',
	authentication: 'none',
	queryParameters: [],
	headers: [],
	body: { type: 'none' },
	templates: { syntax: 'handlebars', missingValues: 'empty', queryArrays: 'comma' },
	test: undefined,
	pagination: undefined,
	result: undefined,
	idempotency: { mode: 'off', value: '', header: 'Idempotency-Key' },
	policy: { timeoutMs: 30_000 },
	response: { format: 'auto' },
};

const messages = (changes: Partial<RunSeen>) => {
	const run: RunSeen = {
		settings: SETTINGS,
		node: {},
		outcomes: [outcome()],
		failureRoute: 'route',
		isFailureConnected: undefined,
		missing: [],
		remarks: [],
		unset: [],
		repeatedKeys: 0,
		...changes,
	};
	return [...failureHints(run), ...adviceOf(run)];
};

const withSettings = (changes: Partial<RunSeen['settings']>) =>
	messages({ settings: { ...SETTINGS, ...changes } });

it('tags of other template languages are told how to be written', () => {
	const item = { item: { json: { vip: true } }, attempts: 1 };
	const hint = (text: string) =>
		messages({
			settings: { ...SETTINGS, body: { type: 'text', text, contentType: 'text/plain' } },
			outcomes: [item],
		});
	expect(hint('{% if vip %}a{% endif %}')).toEqual([
		'{% if vip %} was sent as it is. Write blocks as {{#if vip}}…{{/if}} and {{#each vip}}…{{/each}}.',
	]);
	expect(hint('<%= vip %>')).toEqual(['<%= vip %> was sent as it is. To send the value, write {{vip}}.']);
});

describe('Failures', () => {
	it('of one kind are told with the first reason and its fix', () => {
		const failure = outcome('status', 404, '404 Not Found.', 'Check the URL.\nMore');
		expect(messages({ outcomes: [failure] })).toEqual([
			'1 of 1 item failed: 404 Not Found. Check the URL. See the Failure tab.',
		]);
		expect(messages({ outcomes: [failure, outcome(), failure] })).toEqual([
			'2 of 3 items failed: 404 Not Found. Check the URL. See the Failure tab.',
		]);
	});

	it('with an excerpt are told with a full stop behind it, not behind a comma in it', () => {
		const { message, description } = failureOf(() => checkJson('{\n"a": "Zoë" "b": 1,\n}', 'jsonBody'));
		expect(messages({ outcomes: [outcome('template', undefined, message, description)] })).toEqual([
			'1 of 1 item failed: JSON Body, line 2, column 12: expected , or }, found ". Add the missing comma. ' +
				'Near, with the values filled in: `"a": "Zoë" "b": 1,`. See the Failure tab.',
		]);
	});

	it('with a quote that ends in a full stop are told with that one', () => {
		const failure = outcome('status', 404, '404 Not Found: "Gone."', 'Check the URL.');
		expect(messages({ outcomes: [failure] })).toEqual([
			'1 of 1 item failed: 404 Not Found: "Gone." Check the URL. See the Failure tab.',
		]);
	});

	it('of several kinds are counted by kind, refused ones by their status', () => {
		const statuses = [404, 422, 404].map((statusCode) => outcome('status', statusCode));
		const outcomes = [...statuses, outcome(), outcome('timeout'), outcome('mapping', 200)];
		expect(messages({ outcomes })).toEqual([
			'5 of 6 items failed (2 × status 404, 1 × status 422, 1 × timeout, 1 × mapping). The first: no. ' +
				'See the Failure tab.',
		]);
	});

	it('say where the reasons are', () => {
		const told = (failureRoute: RunSeen['failureRoute']) =>
			messages({ outcomes: [outcome('dns')], failureRoute });
		expect(told('continue')).toEqual(['1 of 1 item failed: no. See "failure" on each item.']);
		expect(told('stop')).toEqual(['1 of 1 item failed: no.']);
	});

	it('keep the whole fix if a service wrote much', () => {
		const failure = outcome('status', 401, `401: "${'x '.repeat(500)}"`, 'Check the token.');
		expect(messages({ outcomes: [failure] })).toEqual([
			expect.stringMatching(
				/^1 of 1 item failed: 401: "[x ]+…" Check the token\. See the Failure tab\.$/,
			),
		]);
	});

	it('keep each fix for a status whole', () => {
		const isRetryable = () => false;
		for (let status = 300; status < 600; status++) {
			const refused = { statusCode: status, statusMessage: 'x'.repeat(300), body: 'y'.repeat(300) };
			const { message, description } = statusFailure(refused, { isRetryable, notRepeated: 'POST' });
			const [hint] = messages({ outcomes: [outcome('status', status, message, description)] });
			expect(hint).toContain(description);
		}
	});

	it('show what a service wrote as text, in short, as it is on the item', () => {
		const [hint] = messages({ outcomes: [outcome('rule', 200, `<b>${'x'.repeat(1000)}</b>`)] });
		expect(hint).toMatch(/failed: ‹b›x+… See/);
		expect(hint!.length).toBeLessThan(400);
		expect(hint).not.toContain('secret');
	});
});

it('Placeholders that no item had a value for are told by name, the first few of them', () => {
	expect(messages({ missing: ['contact.emial'] })).toEqual([
		'contact.emial was empty for every item. Check the spelling.',
	]);
	const withFile = { item: { json: {}, binary: { data: { data: '', mimeType: 'a/b' } } }, attempts: 1 };
	expect(messages({ missing: ['data', 'x', '$binary.data.data'], outcomes: [withFile] })).toEqual([
		'x was empty for every item. Check the spelling.',
		expect.stringMatching(
			/^data, \$binary\.data\.data have no value: they are files of the item, not fields\. .*Kind to File.*Extract from File\.$/,
		),
	]);
	expect(messages({ missing: ['data.x'], outcomes: [withFile] })).toEqual([
		'data.x was empty for every item. Check the spelling.',
	]);
	expect(messages({ missing: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })).toEqual([
		'a, b, c, d, e and 2 more were empty for every item. Check the spelling.',
	]);
	expect(messages({ missing: ['x.trim()\n'.repeat(1000)] })[0]!.length).toBeLessThan(250);
});

it('Of a placeholder without a value, the field that is nearly meant is told, and the helper for JavaScript', () => {
	const json = { contact: { email: 'a@x', first_name: 'Ann' } };
	const told = (name: string) =>
		messages({ missing: [name], outcomes: [{ item: { json }, attempts: 1 }] })[0];
	expect(told('contact.emial')).toMatch(/Did you mean \{\{contact\.email\}\}\?$/);
	expect(told('frist_name')).toMatch(/Did you mean \{\{first_name\}\}\?$/);
	expect(told('contact.email.toUpperCase()')).toMatch(/Did you mean \{\{upper contact\.email\}\}\?$/);
	expect(told('json.contact.email')).toMatch(/Did you mean \{\{contact\.email\}\}\?$/);
	expect(told('town')).toMatch(/Check the spelling\.$/);
});

it('What another system would read as a placeholder is told if the item has that field, and only then', () => {
	const outcomes = [{ item: { json: { contact: { email: 'a@x' }, id: 1 } }, attempts: 1 }];
	const told = (text: string) =>
		messages({ outcomes, settings: { ...SETTINGS, body: { type: 'text', text, contentType: '' } } });
	expect(told('Hi *|EMAIL|*')).toEqual([
		'*|EMAIL|* was sent as it is. To send the value, write {{email}}.',
	]);
	expect(told('{contact.email}')[0]).toContain('write {{contact.email}}');
	expect(told('{!Contact.E_Mail}')[0]).toContain('write {{contact.email}}');
	expect(told('[[other]] at 10:30, {other.x}')).toEqual([]);
});

it('Typed headers that the node sets itself are told', () => {
	expect(withSettings({ headers: [{ name: 'Content-Length', value: '3' }] })).toEqual([
		'Not sent as typed: Content-Length. The node sets this itself: remove it.',
	]);
});

it('Response variables that no response had a value for are told with the reason, the first few of them', () => {
	const reasons = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `Nothing found at path "x" for ${name}.`);
	expect(messages({ unset: reasons.slice(0, 2) })).toEqual(reasons.slice(0, 2));
	expect(messages({ unset: reasons })).toEqual([
		...reasons.slice(0, 5),
		'1 more response variable had no value.',
	]);
});

it('A body that claims a format and stays text is told once', () => {
	const unread = { ...outcome(), parseError: 'The response is not well-formed JSON: x.' };
	expect(messages({ outcomes: [unread, unread] })).toEqual([
		'The response is not well-formed JSON: x. The body stays text.',
	]);
});

it('A web page in response to data is told with its title, unless it was to be read, or asked for as text', () => {
	const page = { ...outcome(), pageTitle: 'Log in <b>' };
	const told =
		'is a web page, not data. Check URL: it may lead to a website or a login instead of the API.';
	expect(messages({ outcomes: [page, outcome()] })).toEqual([
		`1 of 2 items: the response ("Log in ‹b›") ${told}`,
	]);
	expect(messages({ outcomes: [{ ...page, pageTitle: '' }] })).toEqual([
		`1 of 1 item: the response ${told}`,
	]);
	expect(messages({ outcomes: [page], settings: { ...SETTINGS, method: 'GET' } })).toEqual([]);
	const response = { format: 'text' } as const;
	expect(messages({ outcomes: [page], settings: { ...SETTINGS, response } })).toEqual([]);
});

it('A POST that a redirect made a GET of is told: its body was not sent', () => {
	const moved = { ...outcome(), lostBody: true } as const;
	expect(messages({ outcomes: [moved, outcome()] })).toEqual([
		expect.stringMatching(
			/^1 of 2 items were redirected .* the body was not sent to the new address\..*moved/,
		),
	]);
	expect(messages({ outcomes: [{ ...moved, ...outcome('status', 405) }] })).toHaveLength(2);
});

it('A preview says that nothing was sent', () => {
	expect(withSettings({ operation: 'preview' })).toEqual([
		'Preview only: nothing was sent. Set Operation to Send to deliver.',
	]);
});

describe('A request with an empty body', () => {
	it.each<[RunSeen['settings']['body'], string]>([
		[{ type: 'json', text: ' ' }, 'JSON Body'],
		[{ type: 'text', text: '', contentType: 'text/plain' }, 'Text Body'],
		[{ type: 'form', fields: [] }, 'Form Fields'],
		[{ type: 'multipart', parts: [] }, 'Form Fields and Files'],
	])('is told: %j', (body, field) => {
		expect(withSettings({ body })).toEqual([
			`POST has no body: ${field} is empty. Fill it in, or set Content Type to No Body.`,
		]);
		for (const method of ['GET', 'DELETE', 'HEAD'] as const)
			expect(withSettings({ body, method })).toEqual([]);
	});

	it('is not, if the body is not empty or not wanted', () => {
		for (const body of [{ type: 'none' }, { type: 'json', text: '{}' }] as const)
			expect(withSettings({ body })).toEqual([]);
	});
});

it('A credential on the way without encryption is told', () => {
	const url = 'http://api.example.com/';
	expect(withSettings({ url, authentication: 'bearer' })).toEqual([
		'URL starts with http://, so the credential is sent unencrypted. Use https://.',
	]);
	for (const safe of [
		'https://api.example.com/',
		'http://localhost/',
		'http://127.0.0.1:80/',
		'{{base}}/x',
	])
		expect(withSettings({ url: safe, authentication: 'bearer' })).toEqual([]);
	expect(withSettings({ url })).toEqual([]);
});

it('A time limit under 5 seconds is told', () => {
	expect(withSettings({ policy: { timeoutMs: 1000 } })).toEqual([
		'Timeout (Seconds) is 1. Many services need 5 to 10 to respond.',
	]);
	expect(withSettings({ policy: { timeoutMs: 5000 } })).toEqual([]);
});

it('On Error with an output of its own is told: that output stays empty', () => {
	expect(messages({ node: { onError: 'continueErrorOutput' } })).toEqual([
		expect.stringMatching(/third output, which stays empty/),
	]);
	for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const)
		expect(messages({ node: { onError } })).toEqual([]);
});

const inUrl = (url: string) => withSettings({ url });

it.each([
	'https://example.com/contacts {{ $json.id }}',
	'https://example.com/{{id}} {{ $json.id }}',
	'https://example.com/?email= {{ $json.email }}',
])('A space that n8n puts in front of a field dropped into the URL is told: %s', (url) => {
	expect(inUrl(url)).toEqual([expect.stringMatching(/space before a placeholder.*Delete it/)]);
});

it.each([
	' {{ $json.url }}',
	'https://example.com/{{ $json.id }}',
	'https://example.com/ {{~id}}',
	'https://example.com/?q=from {{name}}',
	'https://example.com/a b/{{id}}',
])('A space in the URL that may be meant is not: %s', (url) => {
	expect(inUrl(url)).toEqual([]);
});

it('What reads as a placeholder of the other syntax is told, and how it is written in the one that is chosen', () => {
	const url = 'https://example.com/?email=${email}';
	expect(messages({ settings: { ...SETTINGS, url } })).toEqual([
		'${email} is not a placeholder here and is sent as typed. For a value, write {{contact.email}}, ' +
			'or change Placeholder Syntax in the option Placeholders.',
	]);
	const templates = { syntax: 'dollar', missingValues: 'empty', queryArrays: 'comma' } as const;
	const headers = [{ name: 'X', value: '{{email}}' }];
	expect(messages({ settings: { ...SETTINGS, url, headers, templates } })).toEqual([
		expect.stringMatching(/^\{\{email\}\} is not a placeholder here.* write \$\{contact\.email\},/),
	]);
});

it('Braces of the URL that close nothing are told', () => {
	expect(inUrl('https://example.com/{{ $json.id }} }}')).toEqual([
		expect.stringMatching(/^Left-over \}\}: n8n closes braces while you type/),
	]);
});

it('An unconnected Failure output is told if items went there', () => {
	const lost = { outcomes: [outcome('status')], isFailureConnected: false };
	expect(messages(lost)[1]).toMatch(/Nothing is connected to the Failure output/);
	expect(messages({ ...lost, failureRoute: 'continue' })).toHaveLength(1);
	expect(messages({ ...lost, isFailureConnected: undefined })).toHaveLength(1);
	expect(messages({ isFailureConnected: false })).toEqual([]);
});

it.each(['?api_key=1', '?a=1&token={{t}}', '?key=1', '?X-Api-Key=1', '?clientSecret=1', '?appKey=1'])(
	'A secret in the query is told by its name: %s',
	(query) => {
		const [message, ...more] = messages({
			settings: { ...SETTINGS, url: `https://example.com/${query}` },
		});
		expect(message).toMatch(/looks like a secret/);
		expect(more).toEqual([]);
	},
);

it.each(['?page_token=1', '?sort_key=1', '?a=token=1', '?token=', '/token=1', '?author=1'])(
	'What is no secret is not: %s',
	(query) => {
		expect(messages({ settings: { ...SETTINGS, url: `https://example.com/${query}` } })).toEqual([]);
	},
);

it('Retry On Fail of the node itself is told if a failed item does not fail the node', () => {
	const told = (failureRoute: RunSeen['failureRoute']) =>
		messages({ node: { retryOnFail: true }, failureRoute });
	const hint = expect.stringMatching(/^Retry On Fail .*does nothing/) as string;
	expect(told('route')).toEqual([hint]);
	expect(told('continue')).toEqual([hint]);
	expect(told('stop')).toEqual([]);
	expect(told('fail')).toEqual([]);
});

it('A secret among the query parameters is told once, and an empty one not at all', () => {
	const settings = {
		...SETTINGS,
		url: 'https://example.com/?token=1',
		queryParameters: [
			{ name: 'token', value: '{{t}}' },
			{ name: 'api_key', value: '' },
			{ name: 'a password', value: '1' },
		],
	};
	expect(messages({ settings })).toEqual([expect.stringContaining('"token"')]);
});

it('Batches that are set up and left off are told', () => {
	expect(withSettings({ areBatchesForgotten: true })).toEqual([
		expect.stringMatching(/^Batches are off: each item has a request of its own.* Set Batch Size/),
	]);
});
