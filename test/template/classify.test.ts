import { asHandlebars, asPath, foreignPath, statementOf } from '../../nodes/CustomWebhook/template/classify';
import { isCall, type Block, type Mustache } from '../../nodes/CustomWebhook/template/ast';

describe('which language a placeholder is', () => {
	it.each([
		...[
			'contact.email',
			' contact.email ',
			'$json.a.b',
			'$json',
			' $json.czCol.15 ',
			'$json.items[0].sku',
			'czCol.15',
		],
		...[
			'users[0].title',
			'users.0.title',
			'a.1.2',
			'user["first name"]',
			'[first name]',
			'[0]',
			'[1.5]',
			'[a,b]',
			'foo-bar',
			'a/b',
			'../a',
			'.',
		],
		...[
			'this',
			'this.x',
			'contact.null',
			'$json.true',
			'@root.undefined',
			'eq contact.false null',
			'@index',
			'@root.a',
			'@workflow.name',
			'date',
			'default',
			'if',
			'json',
			'number',
			'with',
		],
		...[
			'upper $json.name',
			'default a "}"',
			'join list separator=", "',
			'upper (lower a)',
			'lookup users 1',
			'foo bar',
		],
		...[
			'date d "yyyy" zone="UTC"',
			'package.id',
			'public',
			'let',
			'undefinedName',
			'this.Math',
			'../Date',
			'@Date',
		],
	])('%s reads as Handlebars', (source) => {
		expect(asHandlebars(source)).toBeDefined();
	});

	it.each([
		...[
			' $json.n - 1 ',
			'$json.n-1',
			'$json.a/2',
			"'abc'",
			'"abc"',
			'5',
			'-1.5',
			'true',
			'false',
			'null',
			'undefined',
		],
		...[
			' JSON.stringify($json) ',
			"$('Form').item.json.id",
			'$now',
			'$now.toISO()',
			'DateTime.now().toISO()',
			'{a:{b:1',
		],
		...[
			' {a:1} ',
			'$json.contact.email.toLowerCase()',
			'$json["a b"]',
			'$json.a?.b',
			'$json.a ?? "x"',
			'$json.a ? 1 : 2',
		],
		...[
			'Math.PI',
			'Date.now',
			'upper Math.PI',
			'new Date()',
			'typeof a',
			'class',
			'new',
			'! $json.a',
			'a && b',
			'a || b',
		],
		...[
			'1 + 1',
			'5 - 3',
			'[$json.a, $json.b]',
			'["a", "b"]',
			" [ 'a' ] ",
			'[1, 2]',
			'[-0.5,a]',
			'[]',
			'[{ a: 1 }]',
			'[`a`]',
			'`x`',
			'(a)',
			'',
			' ',
			'a.b()',
			'$vars.x',
			'upper $vars.x',
			'"abc".length',
		],
		...['upper (lower $node.x)', 'date d format=$format', 'a = 1', '$json.x > 3', "it's"],
	])('%s is for n8n', (source) => {
		expect(asHandlebars(source)).toBeUndefined();
	});

	it('what is too long to be Handlebars is code', () => {
		expect(asHandlebars(`upper "${'x'.repeat(100)}"`)).toBeDefined();
		expect(asHandlebars(`upper "${'x'.repeat(5000)}"`)).toBeUndefined();
	});

	it('with the dollar syntax only one path is a placeholder, whatever JavaScript makes of its name', () => {
		expect(['a', 'a.b', 'users[0].title', '@now', 'Date', '$json.a'].map(asPath)).not.toContain(
			undefined,
		);
		expect(['', 'a b', 'upper a', '5', '"a"', '$now', 'a + b', '{a', '!a', '> a'].filter(asPath)).toEqual(
			[],
		);
	});

	it('a path in the opening of a block that only n8n knows is found', () => {
		const opening = (text: string) => statementOf(`{{#${text}}}{{/if}}`) as Block;
		expect(foreignPath(opening('if $json.a'))).toBeUndefined();
		expect(foreignPath(opening('if $now'))).toBe('$now');
		expect(foreignPath(opening('if (eq a $vars.x)'))).toBe('$vars.x');
	});

	it('values behind a name make a call of it', () => {
		expect(isCall(statementOf('{{a}}') as Mustache)).toBe(false);
		expect(isCall(statementOf('{{a b}}') as Mustache)).toBe(true);
		expect(isCall(statementOf('{{a b=1}}') as Mustache)).toBe(true);
		expect(statementOf('{{#a}}')).toBeUndefined();
	});
});
