import { render } from '../render';

const ITEM = {
	q: 'a b&c/ü',
	email: 'a+b@c.de',
	contact: { name: 'Zoë "Z"' },
	tags: ['a', 'b"c'],
	note: 'say "hi"\nC:\\new',
	quoted: 'say "hi" C:\\new',
};

describe('what an expression as a whole has encoded is not encoded again', () => {
	it.each([
		['http://h/s?q={{ encodeURIComponent($json.q) }}', 'http://h/s?q=a%20b%26c%2F%C3%BC'],
		['http://h/c/{{ encodeURIComponent(email) }}', 'http://h/c/a%2Bb%40c.de'],
		['http://h/{{ $json.email ? encodeURIComponent($json.email) : "" }}', 'http://h/a%2Bb%40c.de'],
		['http://h/{{ tags.map(encodeURIComponent).join("/") }}', 'http://h/a/b%22c'],
		['http://h/{{ tags.map((t) => encodeURIComponent(t)).join("/") }}', 'http://h/a/b%22c'],
		['http://h/?{{ "q=" + encodeURIComponent(q) }}', 'http://h/?q=a%20b%26c%2F%C3%BC'],
		[
			'http://h/{{ "x" + encodeURIComponent(q) + q }}',
			`http://h/${encodeURIComponent(`x${encodeURIComponent(ITEM.q)}${ITEM.q}`)}`,
		],
		['http://h/{{ nothing ? encodeURIComponent(q) : "n/a" }}', 'http://h/n%2Fa'],
		['http://h/{{ encodeURIComponent(q).length }}', 'http://h/18'],
	])('in a URL: %s', (text, expected) => {
		expect(render(text, ITEM, 'url')).toBe(expected);
	});

	it('in a row of a query or form, which is encoded later', () => {
		expect(render('{{ encodeURIComponent(q) }}', ITEM, 'query')).toBe(ITEM.q);
		expect(render('{{ "100%" + encodeURIComponent(q) }}', ITEM, 'query')).toContain('100%');
	});

	it.each([
		['{"c": {{ JSON.stringify(contact) }}}', { c: ITEM.contact }],
		['[{{ tags.map((t) => JSON.stringify(t)).join(",") }}]', ITEM.tags],
		['[{{ tags.map(JSON.stringify).join(", ") }}]', ITEM.tags],
		['[{{ tags.filter((t) => t === "no").map((t) => JSON.stringify(t)).join(",") }}]', []],
		['{ {{ tags.map((t) => JSON.stringify(t) + ":1").join(",") }} }', { a: 1, 'b"c': 1 }],
		['{"c": {{ contact ? JSON.stringify(contact) : "null" }}}', { c: ITEM.contact }],
		['{"c": {{ nothing ? JSON.stringify(nothing) : "null" }}}', { c: null }],
		['{"c": {{ nothing || JSON.stringify(contact) }}}', { c: '{"name":"Zoë \\"Z\\""}' }],
		['{"c": {{ contact && JSON.stringify(contact) }}}', { c: ITEM.contact }],
		['{"c": {{ `[${JSON.stringify(contact)}]` }}}', { c: [ITEM.contact] }],
		['{"c": {{ JSON.stringify(1) + "" }}}', { c: '1' }],
		['{"c": {{ JSON.stringify(contact).slice(1) }}}', { c: '"name":"Zoë \\"Z\\""}' }],
		['{"c": "{{ JSON.stringify(contact) }}"}', { c: JSON.stringify(ITEM.contact) }],
		['{"c": {{ "null" }}}', { c: 'null' }],
	])('outside of strings in JSON: %s', (text, expected) => {
		expect(JSON.parse(render(text, ITEM, 'json'))).toEqual(expected);
	});

	it.each([
		['{{ JSON.stringify(note).slice(1, -1) }}', ITEM.note],
		['{{ JSON.stringify($json.note).slice(1,-1) }}', ITEM.note],
		['{{ quoted.replace(/"/g, \'\\\\"\') }}', ITEM.quoted],
		["{{ quoted.replaceAll('\"', '\\\\\"') }}", ITEM.quoted],
		[
			'{{ note.replace(/\\\\/g, "\\\\\\\\").replace(/"/g, \'\\\\"\').replace(/\\n/g, "\\\\n") }}',
			ITEM.note,
		],
		['{{ note.replace(/\\n/g, " ") }}', ITEM.note.replace('\n', ' ')],
	])('inside of a string in JSON: %s', (code, expected) => {
		expect(JSON.parse(render(`{"text": "${code}"}`, ITEM, 'json'))).toEqual({ text: expected });
	});
});
