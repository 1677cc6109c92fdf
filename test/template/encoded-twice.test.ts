import { compileTemplate, type Target } from '../../nodes/CustomWebhook/template';
import { OPTIONS, scopeOf } from './render';

function remarksOn(text: string, v: unknown, target: Target = 'url'): string[] {
	const scope = scopeOf({ v, up: 'A%20B' });
	const template = compileTemplate(text, target === 'url' ? 'url' : 'queryParameters.q', target, OPTIONS);
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

it.each(['text', 'json', 'header', 'part'] as const)(
	'a place without percent-encoding has none: %s',
	(target) => {
		expect(remarksOn('"{{v}}"', 'a%20b', target)).toEqual([]);
	},
);
