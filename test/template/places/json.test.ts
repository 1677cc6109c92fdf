import { jsonPlaces } from '../../../nodes/CustomWebhook/template/places/json';
import { render } from '../render';

describe('places in JSON', () => {
	it('strings open and close, escapes aside, also where a text is cut', () => {
		const isOutside = (...texts: string[]) =>
			texts.reduce((state, text) => jsonPlaces.after(state, text), jsonPlaces.start) ===
			jsonPlaces.start;
		expect(isOutside('{"a":')).toBe(true);
		expect(isOutside('{"a')).toBe(false);
		expect(isOutside('{"a\\"')).toBe(false);
		expect(isOutside('{"a\\', '"', 'b')).toBe(false);
		expect(isOutside('{"a\\\\', '"')).toBe(true);
		expect(isOutside('\\"')).toBe(false);
	});

	it('values keep their types outside of strings', () => {
		const item = { n: 5, t: true, s: 'a"', l: [1], o: { a: null }, z: null };
		expect(render('[{{n}},{{t}},{{s}},{{l}},{{o}},{{z}},{{missing}}]', item, 'json')).toBe(
			'[5,true,"a\\"",[1],{"a":null},null,null]',
		);
	});

	it('in a string they are text', () => {
		const item = { n: 5, t: true, s: 'a"', l: [1, { b: 'c' }, null], o: { a: 'x' }, z: null };
		expect(render('"{{n}} {{t}} {{s}} {{l}} {{o}} {{z}}{{missing}}"', item, 'json')).toBe(
			'"5 true a\\" 1,{\\"b\\":\\"c\\"}, {\\"a\\":\\"x\\"} "',
		);
	});

	it('JSON.stringify outside of a string is JSON already, in one it is text', () => {
		expect(
			render(
				'{"a":{{ JSON.stringify($json.o) }},"b":"{{ JSON.stringify($json.o) }}"}',
				{ o: { x: 'y' } },
				'json',
			),
		).toBe('{"a":{"x":"y"},"b":"{\\"x\\":\\"y\\"}"}');
		expect(
			render('[{{ JSON.stringify($json.o) + "" }},{{ JSON.stringify(undefined) }}]', { o: 1 }, 'json'),
		).toBe('["1",null]');
	});

	it('line breaks that an expression left out when it escaped by itself are escaped, and nothing twice', () => {
		const note = 'say "hi"\n\\ end';
		const escaped = String.raw`{{ note.replace(/\\/g, '\\\\').replace(/"/g, '\\"') }}`;
		expect(JSON.parse(render(`"${escaped}"`, { note }, 'json'))).toBe(note);
	});

	it('a raw value that ends in a backslash does not let the next value out of its string', () => {
		const body = render('"{{{r}}}{{v}}"', { r: 'C:\\', v: '",new' }, 'json');
		expect(JSON.parse(body)).toBe('C:\\",new');
	});
});
