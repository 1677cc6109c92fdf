import { WebhookFailure, type FailureKind } from '../../nodes/CustomWebhook/failure';
import { hintsOf, type RunSeen } from '../../nodes/CustomWebhook/outcome/hints';

const outcome = (kind?: FailureKind, statusCode?: number) => ({
	item: { json: {} },
	...(kind ? { failure: new WebhookFailure(kind, 'no') } : {}),
	...(statusCode ? { statusCode } : {}),
});

const SETTINGS: RunSeen['settings'] = {
	url: 'https://example.com/',
	queryParameters: [],
	headers: [],
	body: { type: 'none' },
	templates: { syntax: 'handlebars', missingValues: 'empty', queryArrays: 'comma' },
};

const messages = (run: Partial<RunSeen>) =>
	hintsOf({
		settings: SETTINGS,
		node: {},
		outcomes: [outcome()],
		failureRoute: 'route',
		isFailureConnected: undefined,
		missing: [],
		unset: [],
		...run,
	}).map(({ message }) => message);

it('Failures are counted by kind, refused ones by their status', () => {
	const statuses = [404, 422, 404].map((statusCode) => outcome('status', statusCode));
	const outcomes = [...statuses, outcome(), outcome('timeout'), outcome('mapping', 200)];
	expect(messages({ outcomes })).toEqual([
		'5 of 6 items failed: 2 × status 404, 1 × status 422, 1 × timeout, 1 × mapping. The Failure branch says why.',
	]);
	expect(messages({ outcomes: [outcome('dns')] })).toEqual([
		'1 of 1 item failed: 1 × dns. The Failure branch says why.',
	]);
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

it('Where failures do not leave on Failure, the field that tells them is named', () => {
	expect(messages({ outcomes: [outcome('dns')], failureRoute: 'continue' })).toEqual([
		'1 of 1 item failed: 1 × dns. Each says why under "failure".',
	]);
	expect(messages({ outcomes: [outcome('dns')], failureRoute: 'stop' })).toEqual([
		'1 of 1 item failed: 1 × dns.',
	]);
});

it('Placeholders that no item had a value for are told by name, the first few of them', () => {
	expect(messages({ missing: ['contact.emial'] })).toEqual([
		'contact.emial was empty for every item. Check the spelling.',
	]);
	expect(messages({ missing: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })[0]).toMatch(
		/^a, b, c, d, e and 2 more were empty/,
	);
	expect(messages({ missing: ['x.trim()\n'.repeat(1000)] })[0]!.length).toBeLessThan(250);
});

it('Of a placeholder without a value, the field that is nearly meant is told, and the helper for JavaScript', () => {
	const json = { contact: { email: 'a@x', first_name: 'Ann' } };
	const told = (name: string) => messages({ missing: [name], outcomes: [{ item: { json } }] })[0];
	expect(told('contact.emial')).toMatch(/Did you mean \{\{contact\.email\}\}\?$/);
	expect(told('frist_name')).toMatch(/Did you mean \{\{first_name\}\}\?$/);
	expect(told('contact.email.toUpperCase()')).toMatch(/Did you mean \{\{upper contact\.email\}\}\?$/);
	expect(told('town')).toMatch(/Check the spelling\.$/);
});

it('What another system would read as a placeholder is told if the item has that field, and only then', () => {
	const outcomes = [{ item: { json: { contact: { email: 'a@x' }, id: 1 } } }];
	const told = (text: string) =>
		messages({ outcomes, settings: { ...SETTINGS, body: { type: 'text', text, contentType: '' } } });
	expect(told('Hi *|EMAIL|*')).toEqual([
		'*|EMAIL|* was sent as it is. To send the value, write {{email}}.',
	]);
	expect(told('{contact.email}')[0]).toContain('write {{contact.email}}');
	expect(told('[[other]] at 10:30, {other.x}')).toEqual([]);
});

it('Typed headers that the node sets itself are told', () => {
	const headers = [{ name: 'Content-Length', value: '3' }];
	expect(messages({ settings: { ...SETTINGS, headers } })).toEqual([
		'Not sent as typed: Content-Length. The node sets this itself; remove it from Headers.',
	]);
});

it('Response variables that no answer had a value for are told by name', () => {
	expect(messages({ unset: ['id', 'title'] })).toEqual([
		'No answer has a fitting value for id, title of Response Variables, and what has no value is left out. ' +
			'If that is not meant, compare the path with response.body in the output; a path begins inside of the body.',
	]);
});

const inUrl = (url: string) => messages({ settings: { ...SETTINGS, url } });

it.each([
	'https://example.com/contacts {{ $json.id }}',
	'https://example.com/{{id}} {{ $json.id }}',
	'https://example.com/?email= {{ $json.email }}',
])('A space that n8n puts in front of a field dropped into the URL is told: %s', (url) => {
	expect(inUrl(url)).toEqual([expect.stringMatching(/space in front of a placeholder.*take it out/)]);
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
		'${email} is no placeholder here, and is sent as it stands. If a value is meant, write it as {{contact.email}}, ' +
			'or change Placeholder Syntax in the option Placeholders.',
	]);
	const templates = { syntax: 'dollar', missingValues: 'empty', queryArrays: 'comma' } as const;
	const headers = [{ name: 'X', value: '{{email}}' }];
	expect(messages({ settings: { ...SETTINGS, url, headers, templates } })).toEqual([
		expect.stringMatching(/^\{\{email\}\} is no placeholder here.* as \$\{contact\.email\},/),
	]);
});

it('Braces of the URL that close nothing are told', () => {
	expect(inUrl('https://example.com/{{ $json.id }} }}')).toEqual([
		expect.stringMatching(/^Left-over \}\}: n8n closes braces while you type/),
	]);
});

it('An unconnected Failure output is told where items went there', () => {
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

it('Retry On Fail of the node itself is told, because it sends again what was delivered', () => {
	expect(messages({ node: { retryOnFail: true } })).toEqual([
		expect.stringMatching(/Retry On Fail .*also those that were delivered/),
	]);
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
