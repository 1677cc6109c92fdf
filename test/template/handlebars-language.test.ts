/**
 * The Handlebars language, in cases of our own for each area of handlebars.js's specification that needs no helper of
 * one's own: the text target encodes nothing, as `noEscape` there.
 */
import fc from 'fast-check';
import Handlebars from 'handlebars';
import { failureOf, render } from './render';

type Case = [rule: string, template: string, item: object, expected: string];

const AREAS: Record<string, Case[]> = {
	basic: [
		['a field is looked up', '{{foo}}', { foo: 'foo' }, 'foo'],
		['a field can have a segment literal as its name', '{{[foo bar]}}', { 'foo bar': 'x' }, 'x'],
		['an empty array and an empty text print nothing', '{{a}}{{b}}', { a: [], b: '' }, ''],
		['a comment prints nothing', '{{! Goodbye}}Good\n{{cruel}}\n', { cruel: 'world' }, 'Good\nworld\n'],
		['white space around a comment can be removed', '    {{~! c ~}}      blah', {}, 'blah'],
		['a long comment can hold braces', '    {{~!-- {{x}} --~}}      blah', {}, 'blah'],
		['a standalone comment takes its line with it', 'a\n  {{!-- x --}}\nb', {}, 'a\nb'],
		[
			'an implicit block follows a boolean',
			'{{#goodbye}}GOODBYE {{/goodbye}}cruel',
			{ goodbye: true },
			'GOODBYE cruel',
		],
		[
			'an implicit block is left out for false',
			'{{#goodbye}}GOODBYE {{/goodbye}}cruel',
			{ goodbye: false },
			'cruel',
		],
		['zero is printed', 'num1: {{num1}}, num2: {{num2}}', { num1: 42, num2: 0 }, 'num1: 42, num2: 0'],
		['zero as the context is printed', 'num: {{.}}', { x: 0 }, 'num: {"x":0}'],
		['false is printed', 'val: {{val}}', { val: false }, 'val: false'],
		['newlines stay', "Alan's\nTest", {}, "Alan's\nTest"],
		['backslashes stay', "Alan's\\Test", {}, "Alan's\\Test"],
		['escaping off keeps quotes', '{{{awesome}}}{{&awesome}}', { awesome: '&"\'`' }, '&"\'`&"\'`'],
		['paths can contain hyphens', '{{foo-bar}}', { 'foo-bar': 'baz' }, 'baz'],
		[
			'nested paths reach nested fields',
			'{{alan/expression}}{{alan.expression}}',
			{ alan: { expression: 'b' } },
			'bb',
		],
		['a nested path may hold an empty text', '{{alan.expression}}', { alan: { expression: '' } }, ''],
		[
			'literal paths reach names with a slash',
			'{{[@alan]/expression}}',
			{ '@alan': { expression: 'b' } },
			'b',
		],
		['this is the context', '{{#goodbyes}}{{this}}{{/goodbyes}}', { goodbyes: ['a', 'b'] }, 'ab'],
		[
			'this keeps a path in the context',
			'{{#hellos}}{{this/text}}{{/hellos}}',
			{ hellos: [{ text: 'a' }] },
			'a',
		],
		[
			'a nested this can be looked up as a segment literal',
			'{{[this]}}{{text/[this]}}',
			{ this: 'a', text: { this: 'b' } },
			'ab',
		],
		['what is missing prints nothing', '{{foo.bar.baz}}|', {}, '|'],
		['a dot is the context in a block', '{{#each list}}{{.}}{{/each}}', { list: [1, 2] }, '12'],
	],
	blocks: [
		[
			'an array block is repeated',
			'{{#g}}{{text}}! {{/g}}',
			{ g: [{ text: 'a' }, { text: 'b' }] },
			'a! b! ',
		],
		['an empty array leaves the block out', '{{#g}}x{{/g}}|', { g: [] }, '|'],
		[
			'an array block has @index',
			'{{#g}}{{@index}}{{text}}{{/g}}',
			{ g: [{ text: 'a' }, { text: 'b' }] },
			'0a1b',
		],
		[
			'../ leads out of a block',
			'{{#g}}{{text}} {{../name}}! {{/g}}',
			{ g: [{ text: 'a' }], name: 'Alan' },
			'a Alan! ',
		],
		[
			'blocks go deep',
			'{{#outer}}G {{#inner}}c {{../../omg}}{{/inner}}{{/outer}}',
			{ omg: 'OMG!', outer: [{ inner: [{ t: 1 }] }] },
			'G c OMG!',
		],
		[
			'an inverted section runs for what is missing',
			'{{#g}}{{this}}{{/g}}{{^g}}Right{{/g}}',
			{},
			'Right',
		],
		['an inverted section runs for false', '{{^g}}Right{{/g}}', { g: false }, 'Right'],
		['an inverted section runs for an empty array', '{{^g}}Right{{/g}}', { g: [] }, 'Right'],
		['an inverted section can have an else', '{{^g}}no{{else}}yes{{/g}}', { g: true }, 'yes'],
		[
			'else is the other branch',
			'{{#p}}{{name}}{{else}}{{none}}{{/p}}',
			{ none: 'No people' },
			'No people',
		],
		['^ is else', '{{#p}}{{name}}{{^}}{{none}}{{/p}}', { none: 'No people' }, 'No people'],
		['else chains', '{{#p}}{{name}}{{else if none}}{{none}}{{/p}}', { none: 'No people' }, 'No people'],
		[
			'else chains go on',
			'{{#p}}{{else if nothere}}fail{{else unless nothere}}{{none}}{{/p}}',
			{ none: 'N' },
			'N',
		],
		[
			'a standalone else takes its line with it',
			'{{#p}}\n{{name}}\n{{^}}\n{{none}}\n{{/p}}\n',
			{ none: 'N' },
			'N\n',
		],
		[
			'block parameters name the item and its key',
			'{{#each a as |v k|}}{{k}}={{v}};{{/each}}',
			{ a: { x: 1, y: 2 } },
			'x=1;y=2;',
		],
		[
			'block parameters shadow fields and outer ones',
			'{{#each a as |v|}}{{#each ../b as |v|}}{{v}}{{/each}}{{v}}{{/each}}',
			{ a: [1], b: [2], v: 9 },
			'21',
		],
		[
			'block parameters do not shadow a path from this',
			'{{#with a as |x|}}{{this.x}}{{x.x}}{{/with}}',
			{ a: { x: 'f' } },
			'ff',
		],
	],
	builtins: [
		['if', '{{#if g}}G {{/if}}c', { g: 'dummy' }, 'G c'],
		['if is false for an empty array', '{{#if g}}G {{/if}}c', { g: [] }, 'c'],
		['if is false for zero', '{{#if g}}G {{/if}}c', { g: 0 }, 'c'],
		['includeZero makes zero true', '{{#if g includeZero=true}}G {{/if}}c', { g: 0 }, 'G c'],
		[
			'if does not change the depth',
			'{{#with foo}}{{#if g}}{{../t}}{{/if}}{{/with}}',
			{ foo: { g: true }, t: 'x' },
			'x',
		],
		['unless', '{{#unless g}}U{{else}}E{{/unless}}', { g: false }, 'U'],
		['with', '{{#with person}}{{first}} {{last}}{{/with}}', { person: { first: 'A', last: 'J' } }, 'A J'],
		['with has an else', '{{#with person}}x{{else}}none{{/with}}', {}, 'none'],
		[
			'with takes a block parameter',
			'{{#with person as |foo|}}{{foo.first}}{{/with}}',
			{ person: { first: 'A' } },
			'A',
		],
		[
			'each over an array',
			'{{#each g}}{{text}}! {{/each}}',
			{ g: [{ text: 'a' }, { text: 'b' }] },
			'a! b! ',
		],
		['each over nothing has an else', '{{#each g}}x{{else}}none{{/each}}', { g: [] }, 'none'],
		[
			'each over an object has @key',
			'{{#each g}}{{@key}}. {{text}}! {{/each}}',
			{ g: { '#1': { text: 'a' }, 2: { text: 'b' } } },
			'2. b! #1. a! ',
		],
		[
			'each over an object has @index, @first and @last',
			'{{#each g}}{{@index}}{{#if @first}}f{{/if}}{{#if @last}}l{{/if}}{{/each}}',
			{ g: { a: 1, b: 2 } },
			'0f1l',
		],
		[
			'each has @first and @last',
			'{{#each g}}{{#if @first}}<{{/if}}{{this}}{{#if @last}}>{{/if}}{{/each}}',
			{ g: [1, 2, 3] },
			'<123>',
		],
		[
			'a nested each has its own @index, and ../ reaches the outer one',
			'{{#each g}}{{#each ../g}}{{@../index}}:{{@index}} {{/each}}{{/each}}',
			{ g: ['a', 'b'] },
			'0:0 0:1 1:0 1:1 ',
		],
		['each over what is no list does nothing', '{{#each g}}x{{/each}}', { g: 'abc' }, ''],
		['each on this', '{{#each g}}{{#each this}}{{this}}{{/each}}{{/each}}', { g: [[1, 2], [3]] }, '123'],
		[
			'@root is the item from anywhere',
			'{{#each g}}{{#with this}}{{@root.foo}}{{/with}}{{/each}}',
			{ foo: 'h', g: [{}] },
			'h',
		],
		[
			'lookup takes a name from a value',
			'{{#each g}}{{lookup ../data .}}{{/each}}',
			{ g: [0, 1], data: ['foo', 'bar'] },
			'foobar',
		],
		['lookup gives nothing for what is missing', '{{lookup data "x"}}|', { data: {} }, '|'],
		['a block may have a literal for its name', '{{#true}}x{{/true}}{{^15}}y{{~/15}}', { true: 1 }, 'xy'],
		[
			'lookup in false, 0 or an empty text gives that',
			'{{lookup f "x"}} {{lookup z "x"}} {{lookup e "x"}} {{lookup n "x"}}|',
			{ f: false, z: 0, e: '', n: null },
			'false 0  |',
		],
	],
	'whitespace control': [
		['tildes strip around a value', ' {{~foo~}} ', { foo: 'bar<' }, 'bar<'],
		['a tilde strips one side', ' {{~foo}} {{foo~}} ', { foo: 'b' }, 'b b'],
		['tildes strip around raw values', ' {{~{foo}~}} {{~&foo~}} ', { foo: 'b' }, 'bb'],
		['tildes strip line breaks', '1\n{{foo~}} \n\n 23\n{{bar}}4', {}, '1\n23\n4'],
		['tildes strip around blocks', ' {{~#if foo~}} bar {{~/if~}} ', { foo: 'x' }, 'bar'],
		['tildes strip in a block', ' {{#if foo~}} bar {{~/if}} ', { foo: 'x' }, ' bar '],
		['tildes strip around else', '{{#if foo~}} bar {{~^~}} baz {{~/if}}', {}, 'baz'],
		[
			'standalone blocks take their lines with them',
			'a\n{{#if foo}}\nx\n{{/if}}\nb',
			{ foo: 1 },
			'a\nx\nb',
		],
		['only outer space is stripped', '{{foo~}} {{foo}} {{foo}}', { foo: 'bar' }, 'barbar bar'],
	],
	'strict data access': [
		['a method is no field', '{{toString}}{{text.trim}}{{list.map}}|', { text: 'x', list: [1] }, '|'],
		['a prototype is no field', '{{constructor}}{{__proto__}}{{x.constructor.name}}|', { x: {} }, '|'],
		[
			'lookup reaches no prototype',
			'{{lookup this "constructor"}}{{lookup list "map"}}|',
			{ list: [] },
			'|',
		],
		[
			'with reaches no prototype',
			'{{#with x}}{{constructor.name}}{{#with constructor}}bad{{/with}}{{/with}}|',
			{ x: {} },
			'|',
		],
		[
			'an own field may have any name',
			'{{constructor}}{{toString}}',
			{ constructor: 'a', toString: 'b' },
			'ab',
		],
		[
			'each reaches own fields only',
			'{{#each x}}{{@key}}{{/each}}',
			{ x: Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true } }) as object },
			'own',
		],
		[
			'texts and lists have a length',
			'{{text.length}},{{list.length}}',
			{ text: 'abc', list: [1] },
			'3,1',
		],
	],
	subexpressions: [
		['a helper can be a value of a helper', '{{upper (lower foo)}}', { foo: 'aB' }, 'AB'],
		['they nest', '{{join (lookup a (lower K)) "-"}}', { a: { k: [1, 2] }, K: 'K' }, '1-2'],
		['they work in blocks', '{{#if (eq a (lower b))}}y{{else}}n{{/if}}', { a: 'x', b: 'X' }, 'y'],
		['they work as named values', '{{join list separator=(trim s)}}', { list: [1, 2], s: ' + ' }, '1+2'],
		[
			'they work in with and each',
			'{{#with (lookup a 0)}}{{x}}{{/with}}{{#each (lookup a 1)}}{{this}}{{/each}}',
			{ a: [{ x: 1 }, [2, 3]] },
			'123',
		],
	],
	'raw blocks': [
		[
			'a raw block shows what it holds',
			'{{{{raw}}}} {{test}} {{{{/raw}}}}',
			{ test: 'no' },
			' {{test}} ',
		],
		[
			'a raw block can hold other raw braces',
			'{{{{raw}}}}{{{a}}}{{/if}}{{{{/raw}}}}{{x}}',
			{ x: 1 },
			'{{{a}}}{{/if}}1',
		],
		['a raw block can be conditional', '{{{{if a}}}}{{b}}{{{{/if}}}}', { a: 1 }, '{{b}}'],
	],
	escapes: [
		['a backslash makes braces text', '\\{{foo}}', { foo: 'x' }, '{{foo}}'],
		[
			'and what follows is a template again',
			'\\{{foo}} {{foo}} \\{{foo}}',
			{ foo: 'x' },
			'{{foo}} x {{foo}}',
		],
		['two backslashes are one backslash and a placeholder', '\\\\{{foo}}', { foo: 'x' }, '\\x'],
	],
};

const environment = Handlebars.create();
environment.registerHelper({
	raw: (options: Handlebars.HelperOptions) => options.fn({}) as unknown,
	upper: (value: string) => value.toUpperCase(),
	lower: (value: string) => value.toLowerCase(),
	trim: (value: string) => value.trim(),
	eq: (one: unknown, other: unknown) => one === other,
	join: (list: unknown[], separator: unknown, options?: Handlebars.HelperOptions) =>
		list.join(
			typeof separator === 'string'
				? separator
				: String((options ?? (separator as Handlebars.HelperOptions)).hash.separator),
		),
});

describe.each(Object.entries(AREAS))('handlebars.js spec, %s', (_area, cases) => {
	it.each(cases)('%s', (_rule, template, item, expected) => {
		expect(render(template, item)).toBe(expected);
	});
});

describe('handlebars.js itself gives the same', () => {
	const differs = new Set(['zero as the context is printed', 'an own field may have any name']);
	const cases = Object.values(AREAS)
		.flat()
		.filter(([rule]) => !differs.has(rule));
	const log = environment.logger.log;
	beforeAll(() => (environment.logger.log = () => undefined));
	afterAll(() => (environment.logger.log = log));

	it.each(cases)('%s', (_rule, template, item, expected) => {
		expect(environment.compile(template, { noEscape: true })(item)).toBe(expected);
	});
});

describe('templates put together at random', () => {
	const path = fc.constantFrom(
		's',
		'o.s',
		'o',
		'l',
		'm',
		'o.m',
		'this',
		'.',
		'../s',
		'@index',
		'@key',
		'@first',
		'@root.s',
		'p',
	);
	const tilde = fc.constantFrom('', '', '~');
	const space = fc.constantFrom('', ' ', '\n', '\n  ', 'x', ' y\n');
	const { template } = fc.letrec<{ template: string; part: string }>((tie) => ({
		template: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
		part: fc.oneof(
			{ maxDepth: 4, depthIdentifier: 'template' },
			space,
			fc.tuple(space, tilde, path, tilde, space).map(([a, b, p, c, d]) => `${a}:{{${b}${p}${c}}}${d}`),
			fc
				.tuple(
					fc.constantFrom('if', 'unless', 'each', 'with'),
					path,
					tie('template'),
					tie('template'),
					tilde,
					tilde,
					space,
				)
				.map(
					([name, p, body, other, a, b, c]) =>
						`${c}{{${a}#${name} ${p}${name === 'each' ? ' as |p k|' : ''}${b}}}${body}{{${b}else${a}}}${other}{{/${name}${a}}}${c}`,
				),
			fc
				.tuple(fc.constantFrom('s', 'o', 'l', 'm', 'e'), tie('template'))
				.map(([p, body]) => `{{#${p}}}${body}{{/${p}}}`),
			fc
				.tuple(fc.constantFrom('s', 'm', 'e'), tie('template'))
				.map(([p, body]) => `{{^${p}}}${body}{{/${p}}}`),
		),
	}));
	/** Objects print as their JSON in both. The colon keeps `noEscape` from adding numbers up. */
	const thing = <T extends object>(value: T): T =>
		Object.defineProperty(value, 'toString', { value: () => JSON.stringify(value) });

	it('give what handlebars.js gives', () => {
		const inner = thing({ s: 'in', m: '' });
		const item = thing({ s: 'out', m: '', e: [], o: inner, l: ['a', inner] });
		item.l.toString = () => 'a,{"s":"in","m":""}';
		fc.assert(
			fc.property(template, (source) => {
				const theirs = environment.compile(source, { noEscape: true })(item, { data: { index: 7 } });
				expect(render(source, item)).toBe(theirs);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('what Handlebars can say and this node refuses', () => {
	it.each([
		['a partial', '{{> foo}}', /partials/],
		['a block partial', '{{#> foo}}{{/foo}}', /partials/],
		['a decorator', '{{* foo}}', /decorators/],
		['an inline partial', '{{#*inline "x"}}{{/inline}}', /decorators/],
		['log', '{{log "x" a}}', /no helper named log/],
		['a helper that does not exist', '{{link_to a b}}', /no helper named link_to/],
		['a block that does not exist', '{{#list a b}}{{/list}}', /no block named list/],
		['if without a value', '{{#if}}{{/if}}', /takes one value/],
		['with and two values', '{{#with a b}}{{/with}}', /takes one value/],
		['the wrong end', '{{#if a}}{{/unless}}', /wants {{\/if}}/],
		['an end alone', '{{/if}}', /never opened/],
		['else alone', 'a {{else}} b', /outside of a block/],
		['a block that never ends', '{{#if a}}{{#each b}}{{/each}}', /{{#if a}} is never closed/],
		['JavaScript in a block', '{{#if a > 3}}{{/if}}', /cannot be read/],
	])('%s is a template failure that names it', (_rule, template, message) => {
		const failure = failureOf(() => render(template, { a: 1 }));
		expect(failure).toMatchObject({ kind: 'template', field: 'field', line: 1 });
		expect(failure.message).toMatch(message);
	});
});
