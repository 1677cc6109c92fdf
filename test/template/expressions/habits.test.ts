import { parseXml } from '../../../nodes/CustomWebhook/formats/xml';
import { habitOf } from '../../../nodes/CustomWebhook/template/expressions/habits';
import { parseCode } from '../../../nodes/CustomWebhook/template/expressions/parse';
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
		['http://h/{{ String(encodeURIComponent(email)) }}', 'http://h/a%2Bb%40c.de'],
		['http://h/{{ (0, encodeURIComponent(email)) }}', 'http://h/a%2Bb%40c.de'],
		['http://h/{{ tags?.map(encodeURIComponent)?.join("/") }}', 'http://h/a/b%22c'],
		['http://h/{{ [encodeURIComponent(q), "x"].join() }}', 'http://h/a%20b%26c%2F%C3%BC,x'],
		['http://h/{{ tags.map(encodeURIComponent).reverse().join("/") }}', 'http://h/b%22c/a'],
		['http://h/{{ tags.map((t) => { return encodeURIComponent(t); }).join("/") }}', 'http://h/a/b%22c'],
		[
			'http://h/{{ tags.map(function (t) { return encodeURIComponent(t); }).join("/") }}',
			'http://h/a/b%22c',
		],
		['http://h/{{ encodeURIComponent(q).replace(/%2F/g, "/") }}', 'http://h/a%20b%26c/%C3%BC'],
		['http://h/?q={{ encodeURIComponent(q).replaceAll("%20", "+") }}', 'http://h/?q=a%20b%26c%2F%C3%BC'],
		['http://h/?q={{ encodeURIComponent(q).toLowerCase() }}', 'http://h/?q=a%20b%26c%2f%c3%bc'],
		[
			'http://h/?q={{ encodeURIComponent(q).replace("%20", "%") }}',
			'http://h/?q=a%25b%2526c%252F%25C3%25BC',
		],
	])('in a URL: %s', (text, expected) => {
		expect(render(text, ITEM, 'url')).toBe(expected);
	});

	it.each([
		['{{ tags.map((t) => { const e = encodeURIComponent(t); return e; }).join("/") }}', 'a/b%22c'],
		['{{ tags.map((t) => { return; }).concat([encodeURIComponent(email)]).join("") }}', 'a%2Bb%40c.de'],
		['{{ [encodeURIComponent(q), , "x"].join("") }}', 'a%20b%26c%2F%C3%BCx'],
		['{{ tags.flatMap(encodeURIComponent).join("/") }}', 'a/b%22c'],
		['{{ encodeURIComponent(q) + email.length }}', 'a%20b%26c%2F%C3%BC8'],
		['{{ JSON["stringify"](1) - encodeURIComponent(1) }}', '0'],
	])('where it may be anything, it is encoded: %s', (code, value) => {
		expect(render(`http://h/?q=${code}`, ITEM, 'url')).toBe(`http://h/?q=${encodeURIComponent(value)}`);
	});

	it.each([
		[`{{ v.replace(/ /g, '%20') }}`, 'a%20b%26c%25%C3%A9'],
		[`{{ v.replaceAll(' ', '%20') }}`, 'a%20b%26c%25%C3%A9'],
		[`{{ v.split(' ').join('%20') }}`, 'a%20b%26c%25%C3%A9'],
		[`{{ v.replace('&', '%26').replace(/ /g, () => '%20').trim() }}`, 'a%20b%26c%25%C3%A9'],
		[`{{ (v ?? '').replace(/ /g, '%20').slice(0, 4) }}`, 'a%20'],
		[`{{ v ? v.replace(/é/g, '%c3%a9') : '' }}`, 'a%20b%26c%25%c3%a9'],
		['{{ `${v}%20x` }}', 'a%20b%26c%25%C3%A9%20x'],
		[`{{ v + '%2C' + v.length }}`, 'a%20b%26c%25%C3%A9%2C7'],
		[`{{ v.concat('%20') }}`, 'a%20b%26c%25%C3%A9%20'],
		[`{{ [v, '%20'].join('') }}`, 'a%20b%26c%25%C3%A9%20'],
		[`{{ v.replace(/[ &]/g, (c) => ({ ' ': '%20', '&': '%26' })[c]) }}`, 'a%20b%26c%25%C3%A9'],
		[`{{ v?.replace(/[ ]/g, function () { return '%20'; }) }}`, 'a%20b%26c%25%C3%A9'],
	])('an escape that an expression writes by hand is none of the value: %s', (code, expected) => {
		const v = 'a b&c%é';
		expect(render(`http://h/${code}?q=${code}`, { v }, 'url')).toBe(`http://h/${expected}?q=${expected}`);
		expect(render(code, { v }, 'query')).toBe(decodeURIComponent(expected));
		expect(render(`{"a":"${code}"}`, { v }, 'json')).toContain('%');
	});

	it.each([
		`{{ v.replaceAll(' ', '+') }}`,
		`{{ v.split(/\\s+/).join('+') }}`,
		`{{ v.replace(/ /g, '+').trim() }}`,
	])('a + for each space is a space in a query, and a + in a path: %s', (code) => {
		const v = 'a b c';
		expect(render(`http://h/${code}?q=${code}`, { v }, 'url')).toBe('http://h/a%2Bb%2Bc?q=a%20b%20c');
		expect(render(code, { v }, 'query')).toBe('a b c');
	});

	it.each([
		`{{ v.replaceAll('%20', ' ') }}`,
		`{{ v === '%20' ? v : v }}`,
		`{{ v.includes('%20') ? v : v }}`,
		`{{ v.replace(/x/g, '%') }}`,
		`{{ v.replace(/x/g, '%ff') }}`,
		`{{ v.replace(/-/g, '+') }}`,
	])('an escape that it reads, or that is none, changes nothing: %s', (code) => {
		expect(render(`http://h/?q=${code}`, { v: 'a%41+' }, 'url')).toBe('http://h/?q=a%2541%2B');
	});

	it.each([
		['http://h/f/{{ encodeURI(v) }}/x', 'http://h/f/a/b%3Fc&d=%20%23%2525/x'],
		['http://h/f?q={{ encodeURI(v) }}', 'http://h/f?q=a%2Fb%3Fc%26d%3D%20%23%2525'],
		[
			'http://h/f?q={{ encodeURI(v) + encodeURIComponent("&") }}',
			'http://h/f?q=a%2Fb%3Fc%26d%3D%20%23%2525%26',
		],
	])('encodeURI keeps the slashes of a path, but no value ends its place: %s', (text, expected) => {
		expect(render(text, { v: 'a/b?c&d= #%25' }, 'url')).toBe(expected);
	});

	it.each([
		'http://h/users/{{ encodeURI(v) }}',
		'http://h/users/{{ encodeURI(v) + "/x" }}',
		'http://h/users/{{ encodeURIComponent(up) + "/x" }}',
		'http://h/users/{{ ["a", up].map(encodeURIComponent).join("/") }}/x',
	])('a value that goes to the folder above fails, also one that is encoded: %s', (text) => {
		expect(() => render(text, { v: 'a/../../admin', up: '..' }, 'url')).toThrow('segment of the path');
	});

	it('in a row of a query or form, which is encoded later', () => {
		expect(render('{{ encodeURI(q) }}', ITEM, 'query')).toBe(ITEM.q);
		expect(render('{{ encodeURIComponent(q).replace(/%20/g, "+") }}', ITEM, 'query')).toBe(ITEM.q);
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
		['{"c": {{ JSON.stringify(1) + 2 }}}', { c: '12' }],
		['{"c": [{{ JSON.stringify(1) + "," + JSON.stringify(2) }}]}', { c: [1, 2] }],
		['{"c": {{ JSON.stringify(1).trim() }}}', { c: '1' }],
		['{"c": {{ JSON.stringify(contact).slice(1) }}}', { c: '"name":"Zoë \\"Z\\""}' }],
		['{"c": "{{ JSON.stringify(contact) }}"}', { c: JSON.stringify(ITEM.contact) }],
		['{"c": {{ "null" }}}', { c: 'null' }],
	])('outside of strings in JSON: %s', (text, expected) => {
		expect(JSON.parse(render(text, ITEM, 'json'))).toEqual(expected);
	});

	it.each([
		`{{ v.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') }}`,
		`{{ v.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;') }}`,
		`{{ v.replace(/[<>&'"]/g, (c) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&apos;', '"': '&quot;' })[c]) }}`,
		`{{ v?.replace(/&/g, '&amp;') ?? 'none' }}`,
		`{{ (v || '').replace(/&/g, '&#38;').trim() }}`,
		`{{ v ? v.replace(/&/g, "&amp;") : "" }}`,
		'{{ `${v.replace(/&/g, "&amp;")}` }}',
		'{{ v.replace(/\\</g, "&lt;") + "" }}',
		'{{v}}',
	])('in XML, references that an expression wrote: %s', (code) => {
		const v = `a < b & "c" 'd' &nbsp;`;
		const attribute = `<a b="${code}"/>`;
		expect(parseXml(render(`<a>${code}</a>`, { v }, 'xml'))).toEqual({ a: v });
		expect(parseXml(render(attribute, { v }, 'xml'))).toEqual({ a: { '@_b': v } });
	});

	it('outside of XML, or where XML has none, references are text', () => {
		const code = `{{ v.replace(/&/g, '&amp;') }}`;
		expect(render(`<a><![CDATA[${code}]]></a>`, { v: '&' }, 'xml')).toBe('<a><![CDATA[&amp;]]></a>');
		expect(render(`{"a":"${code}","b":${code}}`, { v: '&' }, 'json')).toBe('{"a":"&amp;","b":"&amp;"}');
		expect(render(code, { v: '&' }, 'text')).toBe('&amp;');
		expect(render(`http://h/?q=${code}`, { v: '&' }, 'url')).toBe('http://h/?q=%26amp%3B');
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

it.each([
	['q.urlEncode()', 'url'],
	['q.urlEncode(true)', 'address'],
	['contact.toJsonString()', 'json'],
	['$if(q, encodeURIComponent(q), "none")', 'url'],
	['$if(q, encodeURIComponent(q))', undefined],
	['String()', undefined],
	['q[name]()', undefined],
	['q.trim()', undefined],
	['encodeURI(q) + encodeURIComponent(q)', 'address'],
	['q.urlEncode().replace("%20", "+")', 'form'],
	['q.urlEncode().replace("%20", "+") + q.urlEncode()', undefined],
])('%s is written in %s', (code, habit) => {
	expect(habitOf(parseCode(code)!.tree)).toBe(habit);
});
