import { compileTemplate } from '../../nodes/CustomWebhook/template';
import { isMet } from '../../nodes/CustomWebhook/template/reads';
import { failureOf, OPTIONS, render, scopeOf } from './render';

function unresolved(text: string, json: object = {}): string[] {
	const scope = scopeOf(json);
	compileTemplate(text, 'f', 'text', OPTIONS).render(scope);
	return [...scope.unresolved];
}

describe('what has no value', () => {
	it('is noted by its path, once', () => {
		expect(
			unresolved('{{a.b}}{{a.b}}{{ $json.c }}{{x.15}}{{ $json.d?.e }}{{@nope}}{{lookup o "k"}}', {
				d: {},
				o: {},
			}),
		).toEqual([...['a.b', '$json.c', 'x.15', '$json.d?.e', '@nope', 'lookup o k']]);
	});

	it('null, false and empty texts are values', () => {
		expect(unresolved('{{a}}{{b}}{{c}}', { a: null, b: false, c: '' })).toEqual([]);
	});

	it('default, #if and #unless may ask for it, also deeper in', () => {
		const text =
			'{{default a "x"}}{{#if b}}{{/if}}{{#unless c}}{{/unless}}{{#if (eq d 1)}}{{/if}}{{default (upper e) "x"}}';
		expect(unresolved(text)).toEqual([]);
		expect(render(text, {}, 'text', { missingValues: 'fail' })).toBe('xx');
	});

	it.each([
		['{{a.b}}', 'a.b'],
		['{{ $json.a }}', '$json.a'],
		['{{ $json?.a }}', '$json?.a'],
		['{{upper a}}', 'a'],
		['{{#each a}}{{/each}}', 'a'],
		['{{#a}}{{/a}}', 'a'],
		['{{{a}}}', 'a'],
		['{{lookup o "k"}}', 'lookup o k'],
		['{{default a b}}', 'default a b'],
		['{{upper (default a undefined)}}', 'default a undefined'],
	])('with missingValues: fail %s fails the item and names %s', (template, name) => {
		const failure = failureOf(() => render(template, { o: {} }, 'text', { missingValues: 'fail' }));
		expect(failure).toMatchObject({ kind: 'template', field: 'field', line: 1, column: 1 });
		expect(failure.message).toContain(`${name} has no value`);
	});

	it('a path in a branch that does not run fails nothing', () => {
		expect(render('{{#if a}}{{b}}{{/if}}', {}, 'text', { missingValues: 'fail' })).toBe('');
	});
});

describe('expressions', () => {
	it('literals are values', () => {
		expect(
			render('{{join l 1}} {{default a true}} {{default a null}}{{default a undefined}}|', {
				l: [1, 2],
			}),
		).toBe('112 true |');
	});

	it('curly quotes are named', () => {
		expect(failureOf(() => render('{{default a “x”}}')).message).toContain('“ is a curly quote');
		expect(failureOf(() => render('{{“a”}}')).message).toContain('curly quote');
	});

	it('includeZero makes zero a value', () => {
		expect([isMet(0, false), isMet(0, true), isMet('', true), isMet([], true)]).toEqual([
			false,
			true,
			false,
			false,
		]);
	});

	it('lookup finds fields of the primary record at the root', () => {
		expect(render('{{lookup this "name"}}', { contact: { name: 'Jo' } })).toBe('Jo');
	});
});

describe('what a path names', () => {
	const ITEM = { a: 1, rows: [{ a: 2, cells: [{ a: 3 }, { a: 4 }] }], names: { x: { a: 5 } } };

	it.each([
		['{{#each rows}}{{a}}{{../a}}{{@root.a}}{{ $json.a }}{{/each}}', '2111'],
		['{{#each rows}}{{#each cells}}{{a}}{{../a}}{{../../a}} {{/each}}{{/each}}', '321 421 '],
		[
			'{{#each rows}}{{#each cells}}{{@index}}{{@../index}}{{@first}}{{@last}} {{/each}}{{/each}}',
			'00truefalse 10falsetrue ',
		],
		['{{#each names}}{{@key}}{{a}}{{/each}}', 'x5'],
		[
			'{{#each rows as |row n|}}{{n}}{{row.a}}{{#each row.cells as |cell m|}}{{n}}{{m}}{{row.a}}{{cell.a}} {{/each}}{{/each}}',
			'020023 0124 ',
		],
		['{{#each rows as |a|}}{{a.a}}{{this.a}}{{./a}}{{@root.a}}{{/each}}', '2221'],
		['{{#with names.x as |$json|}}{{ $json.a }}{{/with}}', '1'],
		['{{#each names.x}}{{this}}{{.}}{{@../key}}{{/each}}', '55'],
		['{{@index}}{{#with names}}{{@index}}{{/with}}', '77'],
		['{{#"rows"}}{{a}}{{/"rows"}}', '2'],
		['{{@root.names.x.a}}{{this.names.x.a}}', '55'],
		['{{../a}}|{{@../index}}', '|7'],
	])('%s gives %j', (template, expected) => {
		expect(render(template, ITEM)).toBe(expected);
	});

	it('a curly quote within a name is no mistake', () => {
		expect(render('{{[a’b]}}', { 'a’b': 1 })).toBe('1');
	});
});

describe('helpers', () => {
	it.each([
		['{{join l separator=" "}}', '1 2'],
		['{{date d zone="Europe/Kyiv" format="HH:mm"}}', '06:05'],
		['{{date d "HH:mm" zone="Europe/Kyiv"}}', '06:05'],
		['{{number n decimals=1}}', '1.5'],
		['{{lookup l 1}}{{lookup names key}}', '2Jo'],
		['{{lookup nobody "a"}}', ''],
		['{{names.null}}{{#each l}}{{ $json.names.null }}{{/each}}{{#if names.null}}x{{/if}}', 'NNNx'],
	])('%s gives %j', (template, expected) => {
		const item = {
			l: [1, 2],
			d: '2026-02-03T04:05:06Z',
			n: 1.49,
			names: { k: 'Jo', null: 'N' },
			key: 'k',
		};
		expect(render(template, item)).toBe(expected);
	});

	it.each([
		['{{join l glue=" "}}', '{{join list ", "}} takes nothing named glue'],
		['{{upper a=1}}', '{{upper value}} takes nothing named a'],
		['{{upper a toString=1}}', 'takes nothing named toString'],
		['{{eq a}}', 'wrong number of values: it is used as {{#if (eq a b)}}'],
		['{{upper a b}}', 'wrong number of values: it is used as {{upper value}}'],
		['{{lookup l}}', 'wrong number of values: it is used as {{lookup list name}}'],
		['{{lookup l 1 2}}', 'it is used as {{lookup list name}}'],
		['{{shout a}}', 'there is no helper named shout'],
		['{{if a "x"}}', 'if opens a block: it is used as {{#if …}}…{{/if}}'],
		['{{upper (each a)}}', 'each opens a block: it is used as {{#each …}}…{{/each}}'],
	])('%s fails: %s', (template, message) => {
		expect(failureOf(() => render(template)).message).toContain(message);
	});

	it('an unknown one is told what there is, in order, and the way to calculate', () => {
		const { message } = failureOf(() => render('{{shout a}}'));
		expect(message).toContain(
			'Helpers: and, base64, date, default, each, eq, if, join, json, lookup, lower, ne, not, number, or, trim, unless, upper, urlEncode, with.',
		);
		expect(message).toContain('helper named shout. For a calculation, write {{ $json.price * 2 }}.');
	});

	it.each([
		['{{md5 contact.email}}', '{{ contact.email.hash("md5") }}'],
		['{{hash_sha256 contact.email}}', '{{ contact.email.hash("sha256") }}'],
		['{{capitalize (lower a)}}', '{{ name.toTitleCase() }}'],
		['{{truncate a 20}}', '{{ a.slice(0, 20) }}'],
	])('%s is shown as a method of n8n', (template, right) => {
		const { message } = failureOf(() => render(template));
		expect(message).toContain(`Write ${right}.`);
		expect(message).not.toContain('Helpers:');
	});

	it('with missingValues: fail a lookup in a condition or in default may miss', () => {
		const text = '{{#if (lookup o "k")}}a{{else}}b{{/if}}{{default (lookup o "k") "c"}}';
		expect(render(text, { o: {} }, 'text', { missingValues: 'fail' })).toBe('bc');
	});

	it.each([
		['{{default a null}}|', '|'],
		['{{#if (default a b)}}y{{else}}n{{/if}}', 'n'],
		['{{default (default a b) "c"}}', 'c'],
	])('with missingValues: fail %s still has a value, or may miss', (text, expected) => {
		expect(render(text, {}, 'text', { missingValues: 'fail' })).toBe(expected);
	});
});
