import { failureOf, render } from './render';

describe('a JSON body that is one placeholder', () => {
	it.each([
		['{{ $json }}', { a: 1 }, '{"a":1}'],
		[' {{v}}\n', { v: [1, 'x'] }, '[1,"x"]'],
		['{{v}}', { v: ' {"a": 1.0} ' }, ' {"a": 1.0} '],
		['{{v}}', { v: '5' }, '5'],
		['{{v}}', { v: 'hello' }, '"hello"'],
		['{{v}}', { v: '' }, '""'],
		['{{v}}', { v: null }, 'null'],
		['{{missing}}', {}, 'null'],
		['{{ JSON.stringify($json.v) }}', { v: [1] }, '[1]'],
		['{{ "a" + 1 }}', {}, '"a1"'],
		['{{json v}}', { v: { a: 1 } }, '{"a":1}'],
		['{{{v}}}', { v: 'x' }, 'x'],
		['{{v}}{{v}}', { v: '1' }, '"1""1"'],
	])('%s with %j is %s', (template, item, expected) => {
		expect(render(template, item, 'json')).toBe(expected);
	});

	it('data that cannot be JSON fails at the placeholder', () => {
		const v: Record<string, unknown> = {};
		v.v = v;
		expect(failureOf(() => render('{{v}}', { v }, 'json'))).toMatchObject({
			kind: 'template',
			line: 1,
			column: 1,
		});
	});
});
