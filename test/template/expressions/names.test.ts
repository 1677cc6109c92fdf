import { compileTemplate } from '../../../nodes/CustomWebhook/template';
import { failureOf, OPTIONS, render, scopeOf } from '../render';

const ITEM = {
	contact: { first_name: 'Zoë', tags: ['a', 'b'], 'full name': 'Zoë O' },
	price: 2.5,
	qty: 4,
	name: 'Ann',
	n: 3,
	min: 'a field',
	zero: 0,
	none: null,
	list: [
		{ qty: 2, price: 3, name: 'x' },
		{ qty: 1, price: 5 },
	],
	document: { id: 'd1' },
};

describe('a free name in an expression is a field', () => {
	it.each([
		["{{ first_name || 'there' }}", 'Zoë'],
		["{{ contact.first_name || 'there' }}", 'Zoë'],
		['{{ price * qty }}', '10'],
		['{{ price > 3 }}', 'false'],
		["{{ name === 'Ann' ? 'yes' : 'no' }}", 'yes'],
		['{{ !name }}', 'false'],
		["{{ 'Dr ' + name }}", 'Dr Ann'],
		['{{ n - 1 }}', '2'],
		['{{ n -1 }}', '2'],
		['{{ zero ? name : qty }}', '4'],
		['{{ n?1:2 }}', '1'],
		['{{ contact?.first_name }}', 'Zoë'],
		["{{ nothing ?? 'd' }}", 'd'],
		['{{ contact.tags[1].toUpperCase() }}', 'B'],
		['{{ contact["full name"].length }}', '5'],
		['{{ list[0].qty + list[1].qty }}', '3'],
		['{{ `${name}: ${n}` }}', 'Ann: 3'],
		['{{ ({ name, n: 1 }).name }}', 'Ann'],
		['{{ Math.max(...list.map((each) => each.price)) }}', '5'],
		['{{ name; }}|{{ name.trim() // comment }}', 'Ann|Ann'],
		['{{ this.n + 1 }}', '4'],
		['{{ @index + 1 }}', '8'],
		['{{ @workflow.name + "!" }}', 'Flow!'],
		['{{ tags.length + n }}', '5'],
		['{{ document.id + "!" }}', 'd1!'],
	])('%s', (text, expected) => {
		expect(render(text, ITEM)).toBe(expected);
	});

	it.each([
		['{{#each list}}{{ this.qty * this.price }},{{/each}}', '6,5,'],
		['{{#each list}}{{ qty * price }},{{/each}}', '6,5,'],
		['{{#each list}}{{ @index + 1 }}{{#unless @last}}, {{/unless}}{{/each}}', '1, 2'],
		['{{#each list}}{{ ../name + @index }},{{/each}}', 'Ann0,Ann1,'],
		['{{#each list as |row i|}}{{ row.qty + i }},{{/each}}', '2,2,'],
		['{{#each contact.tags}}{{ this || "x" }}{{ @first && "!" }},{{/each}}', 'a!,bfalse,'],
		['{{#each list}}{{#each ../contact.tags}}{{ @../index + this }},{{/each}}{{/each}}', '0a,0b,1a,1b,'],
		['{{#each list}}{{ name || "none" }},{{/each}}', 'x,none,'],
		['{{#with contact}}{{ first_name + ../n }}{{/with}}', 'Zoë3'],
		['{{#each contact}}{{#if @first}}{{ @key + ":" + this }}{{/if}}{{/each}}', 'first_name:Zoë'],
		['{{#each list}}{{ $json.n + @index }},{{/each}}', '3,4,'],
	])('in blocks as Handlebars looks it up: %s', (text, expected) => {
		expect(render(text, ITEM)).toBe(expected);
	});

	it.each([
		['{{ ((name) => name + n)("own") }}', 'own3'],
		['{{ (() => { const qty = 1; let [n] = [2]; return qty + n; })() }}', '3'],
		['{{ (function price() { return typeof price; })() }}', 'function'],
		['{{ (() => { try { nothing.x.y } catch (name) { return "caught"; } return "not"; })() }}', 'not'],
		['{{ { name: "key" }.name + "name" + /name/.source }}', 'keynamename'],
		['{{ [1].map(function () { return arguments.length; })[0] }}', '3'],
		['{{ [[1, 2]].map(([n, { length } = "abc"]) => n)[0] }}', '1'],
		['{{ [[1, 2, 3]].map(([, n, ...name]) => name[0] + n)[0] }}', '5'],
		['{{ (({ n, ...name }) => name.b)({ n: 1, b: "own" }) }}', 'own'],
		['{{ (() => { switch (n) { case 3: let qty = "own"; return qty; } })() }}', 'own'],
		['{{ (() => { let all = ""; for (let n = 0; n < 2; n++) all += n; return all; })() }}', '01'],
		['{{ (() => { for (const name of ["own"]) return name; })() }}', 'own'],
		['{{ (() => { for (const name in { own: 1 }) return name; })() }}', 'own'],
		['{{ (() => { if (n) { var qty = "own"; } return qty; })() }}', 'own'],
		['{{ (() => { class price { n = "own"; } return new price().n; })() }}', 'own'],
		['{{ (class name { static is() { return typeof name; } }).is() }}', 'function'],
		['{{ (() => { function name() { return "own"; } return name(); })() }}', 'own'],
		['{{ (() => { name: for (;;) { for (;;) break name; } return "out"; })() }}', 'out'],
		['{{ (() => { n: for (const qty of [1, 2]) { continue n; } return "out"; })() }}', 'out'],
		['{{ (function () { return new.target === undefined; })() }}', 'true'],
		['{{ new (class { n = "own"; qty; name() { return this.n; } })().name() }}', 'own'],
	])('but what the expression declares, keys, texts and patterns are not: %s', (text, expected) => {
		expect(render(text, ITEM)).toBe(expected);
	});

	it.each([
		['{{ ({ [name]: "key" }).Ann }}', 'key'],
		['{{ new (class { [name]() { return "key"; } })().Ann() }}', 'key'],
		['{{ (() => { const box = {}; box[name] = n; return box.Ann; })() }}', '3'],
		['{{ (() => { try { throw 0; } catch { return name; } })() }}', 'Ann'],
		['{{ (() => { for (;;) { return name; } })() }}', 'Ann'],
		['{{ (() => { let qty; for (qty of [name]) return qty; })() }}', 'Ann'],
		['{{ (class { static is() { return n; } }).is() }}', '3'],
		['{{ (() => { switch (n) { case 3: return name; } })() }}', 'Ann'],
		['{{ [1].map(() => this.n)[0] }}', '3'],
	])('also deep within code: %s', (text, expected) => {
		expect(render(text, ITEM)).toBe(expected);
	});

	it.each([
		['{{ (() => { const box = { a: 1 }; box.a = n; box.a++; return box.a; })() }}', '4'],
		['{{ (() => { const box = { a: 1 }; delete box.a; return Object.keys(box).length + n; })() }}', '3'],
		['{{ (() => { let a = 1; a = qty; a += n; return a; })() }}', '7'],
		['{{ (() => { let a, b; [a, b] = [n, qty]; return a + b; })() }}', '7'],
	])('what the expression itself writes to is its own: %s', (text, expected) => {
		expect(render(text, ITEM)).toBe(expected);
	});

	it.each(['process', 'global', 'globalThis', 'extend', '__sanitize', 'E', 'require', 'constructor'])(
		'%s leads to nothing of n8n or Node.js',
		(name) => {
			expect(render(`{{ typeof ${name} }}`, ITEM)).toBe('undefined');
			expect(render(`{{ typeof ${name} }}`, { [name]: 'mine' })).toBe('string');
		},
	);

	it('is data: whatever it holds never becomes code', () => {
		const nasty = ['}}', '{{ 1 }}', '"); process.exit(1); ("', '`${1}`', '</script>', '\u2028', '\\'];
		for (const name of nasty) expect(render('{{ name + "!" }}', { name })).toBe(`${name}!`);
	});

	it('keeps what JSON has no word for', () => {
		const at = new Date(0);
		const item = { at, list: [NaN, -0, undefined, 10n], deep: { at } };
		expect(render('{{ at.getTime() + deep.at.getTime() }}', item)).toBe('0');
		const kinds = '{{ list.map((each) => Object.is(each, -0) ? "-0" : String(each)).join(" ") }}';
		expect(render(kinds, item)).toBe('NaN -0 undefined 10');
		expect(render('{{ at.toISOString() }}', item)).toContain('1970');
	});

	it('a long expression costs no more than its length', () => {
		const text = `{{ ${Array.from({ length: 500 }, () => 'n').join(' + ')} }}`;
		expect(render(text, ITEM)).toBe('1500');
	});
});

describe('a name that is found nowhere', () => {
	function unresolved(text: string, json: object = ITEM): string[] {
		const scope = scopeOf(json);
		compileTemplate(text, 'f', 'text', OPTIONS).render(scope);
		return [...scope.unresolved];
	}

	it.each([
		['{{ nme + "!" }}', ['nme']],
		['{{ contact.frist_name + n }}', ['contact.frist_name']],
		['{{ nme.trim() }}', ['nme']],
		['{{ a + b + a }}', ['a', 'b']],
		['{{#each list}}{{ nope + 1 }}{{/each}}', ['nope']],
		['{{ "x" + @nope }}', ['@nope']],
		['{{ !nme }}', ['nme']],
	])('%s is missing', (text, names) => {
		expect(unresolved(text)).toEqual(names);
		const failing = compileTemplate(text, 'f', 'text', { ...OPTIONS, missingValues: 'fail' });
		expect(failureOf(() => failing.render(scopeOf(ITEM))).message).toContain(`${names[0]} has no value`);
	});

	it.each([
		"{{ nme || 'x' }}",
		"{{ nme ?? 'x' }}",
		"{{ nme.first || contact.nope || 'x' }}",
		'{{ typeof nme }}',
		"{{ nme?.first ?? 'x' }}",
		'{{ nme === undefined }}',
		'{{ n > 2 ? name : nme }}',
		"{{ none + '' }}",
	])('%s may ask for it', (text) => {
		expect(unresolved(text)).toEqual([]);
		expect(() => render(text, ITEM, 'text', { missingValues: 'fail' })).not.toThrow();
	});
});

describe('a helper that is used as in other languages', () => {
	it.each([
		['{{ name | upper }}', '{{upper name}}'],
		['{{ contact.first_name | lower }}', '{{lower contact.first_name}}'],
		['{{ name | trim | upper }}', '{{upper (trim name)}}'],
		['{{ list | join(", ") }}', '{{join list ", "}}'],
		['{{ upper(name) }}', '{{upper name}}'],
		['{{ "Dr " + upper(name) }}', '{{upper name}}'],
	])('%s fails, and %s is shown', (text, shown) => {
		const failure = failureOf(() => render(text, ITEM));
		expect(failure).toMatchObject({ kind: 'template', field: 'field', line: 1, column: 1 });
		expect(failure.message).toContain(shown);
	});

	it.each([
		['{{ name | upcase }}', 'there is no filter named upcase. A helper comes before its values'],
		['{{ contact.first_name|money }}', 'there is no filter named money'],
		['{{ contact.email | md5 }}', 'there is no filter named md5. Write {{ contact.email.hash("md5") }}.'],
		[
			'{{ sha1(contact.email) }}',
			'there is no function named sha1. Write {{ contact.email.hash("sha1") }}.',
		],
		['{{ name | trim | upcase }}', '{{trim name}}'],
		['{{ name | money(3) }}', 'there is no function named money. Write methods behind a value'],
		['{{ name | truncate(3) }}', 'there is no function named truncate. Write {{ name.slice(0, 20) }}.'],
		['{{ btoa("a:b") }}', 'there is no function named btoa'],
		['{{ list.map((each) => capitalize(each)) }}', 'there is no function named capitalize'],
		['{{ name() }}', 'there is no function named name'],
	])('a filter or function that there is not fails: %s', (text, reason) => {
		const failure = failureOf(() => render(text, ITEM));
		expect(failure).toMatchObject({ kind: 'template', field: 'field', line: 1, column: 1 });
		expect(failure.message).toContain(reason);
	});

	it('a function that the expression has itself is called', () => {
		expect(render('{{ ((upcase) => upcase(1))((x) => x + 1) }}')).toBe('2');
		expect(render('{{ (() => { const twice = (x) => x * 2; return twice(4); })() }}')).toBe('8');
	});

	it('is a field where no helper is meant', () => {
		expect(render('{{ flags | mask }}', { flags: 1, mask: 2 })).toBe('3');
		expect(render('{{ [1].map((upper) => upper + 1)[0] }}')).toBe('2');
		expect(render('{{ number - 1 }}{{ date ? date : "x" }}', { number: 3, date: 'd' })).toBe('2d');
	});

	it('in code that JavaScript cannot read is told how', () => {
		const failure = failureOf(() => render('{{ name | default: $json.x }}', ITEM));
		expect(failure.message).toContain('{{default name}}');
	});
});

describe("n8n's functions", () => {
	it('are fields unless they are called', () => {
		expect(render('{{ min + "!" }}', ITEM)).toBe('a field!');
		const scope = scopeOf(ITEM);
		const evaluate = jest.spyOn(scope, 'evaluate').mockReturnValue(1);
		compileTemplate('{{ min(1, 2) }}', 'f', 'text', OPTIONS).render(scope);
		expect(evaluate.mock.calls).toEqual([[' min(1, 2) ']]);
	});
});

describe('a computed index', () => {
	const item = {
		i: 1,
		key: 'a',
		list: ['x', 'y'],
		map: { a: 'A', i: 'wrong' },
		rows: [{ t: 'one' }, { t: 'two' }],
	};

	it.each([
		['{{ list[i] }}', 'y'],
		['{{list[list.length-1]}}', 'y'],
		['{{ rows[i - 1].t }}{{rows[i].t}}', 'onetwo'],
		['{{ map[key] }}', 'A'],
		['{{#each list}}{{ ../rows[@index].t }};{{/each}}', 'one;two;'],
		['{{#each list}}{{ ../list[@index] }}{{/each}}', 'xy'],
		['{{ map["a"] }}{{list[0]}}{{map[first name]}}', 'Ax'],
	])('is code: %s', (text, expected) => {
		expect(render(text, item)).toBe(expected);
	});

	it.each([
		[
			'{{#each map[key]}}{{/each}}',
			'the index [key] is code. In a block, write {{#each (lookup list index)}}',
		],
		['{{#if a}}{{else if list[i]}}{{/if}}', 'the index [i] is code'],
		['{{upper map[key]}}', 'n8n cannot evaluate {{upper map[key]}}'],
	])('fails where there is no code: %s', (text, reason) => {
		expect(failureOf(() => render(text, item)).message).toContain(reason);
	});
});
