import { readSettings } from '../../nodes/CustomWebhook/settings';
import { failureOf } from '../template/render';

function read(parameters: Record<string, object>) {
	const getNodeParameter = (name: string, _index: number, fallback?: unknown) =>
		parameters[name] ?? fallback;
	return readSettings({ getNodeParameter, evaluateExpression: (code: string) => code } as never, 0)
		.settings;
}

const header = (name: string, value: string) => read({ headers: { header: [{ name, value }] } }).headers;
const parameter = (name: string) =>
	read({ queryParameters: { parameter: [{ name, value: '' }] } }).queryParameters;

/** As the browser pastes several lines into a field of one line. */
const HEADERS = 'Accept: application/json X-Api-Key: abc';

it('Several headers that were pasted into one name or value are refused with the way out', () => {
	for (const paste of [() => header('X-First', HEADERS), () => header(HEADERS, '')]) {
		const failure = failureOf(paste);
		expect(failure.field).toBe('headers');
		expect(failure.message).toMatch(
			/ is several headers\. Add one row for each, or set Request From to cURL Command/,
		);
	}
});

it.each([
	'Accept: a X-Key: b',
	' Accept: a X-Key: b',
	'x-first: a note: b',
	'host: a note: b',
	'Accept: a\nX-Key: b',
])('Headers are known by their names, wherever the paste begins: %j', (value) => {
	expect(failureOf(() => header('X-Note', value)).message).toMatch('the value is several headers');
});

it('A value that begins with the name of its header is refused', () => {
	const failure = failureOf(() => header('accept', ' Accept: text/html'));
	expect(failure.field).toBe('headers');
	expect(failure.message).toBe(
		'Headers, accept: the value begins with the name. Remove "accept:" from Value.',
	);
});

it.each([
	'Dropbox: {"path": "/a b: c"}',
	'a=1; b=2',
	'Mon, 30 Nov 2026 09:00:00 GMT',
	'call: Bob time: noon',
	'{"Accept": "application/json", "X-Api-Key": "abc"}',
	'see Content-Type: and Accept: for headers',
	'X-Key: b',
	': x',
	'',
])('A value that only resembles headers is sent as typed: %s', (value) => {
	expect(header('X-Note', value)).toEqual([{ name: 'X-Note', value }]);
});

it('A header without a name is left to the check of names', () => {
	expect(header('', ': x')).toEqual([{ name: '', value: ': x' }]);
});

it.each([
	'{"a": 1}',
	'  {  "a b": "c"',
	'{"a"',
	'a=1 & b=2',
	'a=1  b=2',
	'a=1 b=2',
	'a=1&b={{contact.email}}',
	'a: 1 b: 2',
	'{ "a": 1, "b": 2 }',
	'email={{ contact.email }} name={{ contact.name }}',
])('Several parameters that were pasted into one name are refused with the way out: %s', (name) => {
	const failure = failureOf(() => parameter(name));
	expect(failure.field).toBe('queryParameters');
	expect(failure.message).toMatch(/the name is several names and values\. Add one row for each/);
});

it('The message names the field and the row, both as the panel shows them', () => {
	expect(failureOf(() => parameter('a=1 b=2')).message).toMatch(
		/^Query Parameters, a=1 b=2: the name is several/,
	);
});

it.each([
	'x{"a',
	'x {"a',
	'{',
	'{a}',
	'=1 =2',
	'filter[a]',
	'a b',
	'ns:name',
	'a=1',
	'{{ a ? b : c }}',
	'{{a}} {{b}}',
	'$filter',
])('A name of one parameter is no list: %s', (name) => {
	expect(parameter(name)).toHaveLength(1);
});

it.each(['?a', '&a', 'a=', '?a='])('A delimiter that was copied with a name is refused: %s', (name) => {
	expect(failureOf(() => parameter(name)).message).toBe(
		`Query Parameters, ${name}: the name is "a" alone. Remove what is around it.`,
	);
});

it.each(['formFields', 'multipartFields'])(
	'So are those in a name of %s, and spaces around a name are left out',
	(field) => {
		const source = field === 'formFields' ? 'form' : 'multipart';
		const body = (name: string) =>
			read({ method: 'POST', contentType: source, [field]: { field: [{ name, value: 'v' }] } } as never)
				.body;
		expect(failureOf(() => body('a=1 b=2')).message).toMatch(/the name is several names and values/);
		expect(JSON.stringify(body(' a '))).toContain('"name":"a"');
	},
);
