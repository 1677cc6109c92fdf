import { compileTemplate, type Target } from '../../nodes/CustomWebhook/template';
import { OPTIONS, scopeOf } from './render';

const FIELDS: Partial<Record<Target, string>> = { url: 'url', json: 'jsonBody' };

function remarksOn(text: string, v: unknown, target: Target = 'url'): string[] {
	const scope = scopeOf({ v, up: 'A%20B' });
	const template = compileTemplate(text, FIELDS[target] ?? 'queryParameters.q', target, OPTIONS);
	if (target === 'query') template.renderValue(scope);
	else template.render(scope);
	return [...scope.remarks];
}

it('a value that looks percent-encoded is told with its field, its placeholder and the way out', () => {
	expect(remarksOn('http://h/?q={{v}}', 'a%20b')).toEqual([
		'URL: the value of {{v}} looks percent-encoded, and it is encoded once more. ' +
			'Values are encoded anyway: give the plain one, as in {{ decodeURIComponent(name) }}.',
	]);
	expect(remarksOn('{{v}}', 'a%20b', 'query')).toEqual([
		expect.stringMatching(/^Query Parameters, q: .*{{v}}/),
	]);
});

it.each([
	['http://h/{{v}}', 'a%20b'],
	['http://h/?q={{v}}', 'a%2Fb%C3%A9'],
	['http://h/?q={{v}}', 'https%3A%2F%2Fa.com%3Fx%3D1'],
	['http://h/?q={{ encodeURIComponent(v) + v.length }}', 'a b'],
	['http://h/?q={{ [v].flatMap(encodeURIComponent).join() }}', 'a b'],
	['http://h/?q={{upper (urlEncode v)}}', 'a b'],
])('in %s: %j', (text, value) => {
	expect(remarksOn(text, value)).toHaveLength(1);
});

it.each([
	['http://h/?q={{v}}', 'a b'],
	['http://h/?q={{v}}', '100%'],
	['http://h/?q={{v}}', '50%ff'],
	['http://h/?q={{v}}', '5%20 or more'],
	['http://h/?q={{v}}', 'https://a.com/x%20y?z=%20'],
	['http://h/?q={{v}}', 'a=1&b=%20'],
	['http://h/?q={{v}}', 5],
	['http://h/?q={{ encodeURIComponent(v) }}', 'a b'],
	["http://h/?q={{ v.replace(/ /g, '%20') }}", 'a b'],
	['http://h/?q={{ decodeURIComponent(v) }}', 'a%20b'],
	['http://h/?q={{{v}}}', 'a%20b'],
	['{{v}}/x', 'http://h/a%20b'],
])('none in %s: %j', (text, value) => {
	expect(remarksOn(text, value)).toEqual([]);
});

it.each([
	['http://h/?{{v}}', 'a=1&b=2'],
	['http://h/?x=1&{{ "q=" + v }}', 'a'],
])('a whole query as one value is told in %s: %j', (text, value) => {
	expect(remarksOn(text, value)).toEqual([
		expect.stringMatching(/is sent as one name: .*{{contact.email}}/),
	]);
});

it('the JSON of a text within quotes is told with its field, its placeholder and the way out', () => {
	expect(remarksOn('{"a": "{{ JSON.stringify(v) }}"}', 'Ann', 'json')).toEqual([
		expect.stringMatching(
			/^JSON Body: the value of {{ JSON.stringify\(v\) }} has quotes of its own, .*{{contact.note}}/,
		),
	]);
});

it.each([
	['{"a": "Dear {{json v}}"}', 'Ann'],
	['{"a": "{{ JSON.stringify($json.v) }}"}', 'Ann'],
	['{"a": "{{ v ? JSON.stringify(v) : \'""\' }}"}', 'Ann'],
])('in %s: %j', (text, value) => {
	expect(remarksOn(text, value, 'json')).toHaveLength(1);
	expect(remarksOn(text, value, 'part')).toHaveLength(1);
});

it.each([
	['{"a": {{ JSON.stringify(v) }}}', 'Ann'],
	['{"a": "{{ JSON.stringify(v) }}"}', { b: 1 }],
	['{"a": "{{ JSON.stringify(v) }}"}', ['x']],
	['{"a": "{{ JSON.stringify(v).slice(1, -1) }}"}', 'Ann'],
	['{"a": "{{v}}"}', '"Ann"'],
])('none in %s: %j', (text, value) => {
	expect(remarksOn(text, value, 'json')).toEqual([]);
});

it.each(['text', 'json', 'header', 'part'] as const)(
	'a place without percent-encoding has none: %s',
	(target) => {
		expect(remarksOn('"{{v}}"', 'a%20b', target)).toEqual([]);
	},
);
