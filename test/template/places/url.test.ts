import { EMPTY_SEGMENT } from '../../../nodes/CustomWebhook/template/places/url';
import { compile, scopeOf } from '../../request/support';
import { failureOf, render } from '../render';

const url = (text: string, item: object) => render(text, item, 'url');

describe('values in a URL', () => {
	it('are encoded for their place', () => {
		expect(
			url('https://{{t}}.example.com:{{p}}/a/{{x}}?q={{x}}#{{x}}', {
				t: 'my-t',
				p: 81,
				x: 'a/b c&=#?',
			}),
		).toBe(
			'https://my-t.example.com:81/a/a%2Fb%20c%26%3D%23%3F?q=a%2Fb%20c%26%3D%23%3F#a%2Fb%20c%26%3D%23%3F',
		);
	});

	it.each([
		['{{b}}', 'https://a.com/x?y=1&z', 'https://a.com/x?y=1&z'],
		['{{b}}/v1/{{x}}', 'https://a.com', 'https://a.com/v1/a%2Fb'],
		['{{b}}{{x}}', 'https://a.com/', 'https://a.com/a%2Fb'],
		['{{b}}{{x}}', 'https://a.com\\', 'https://a.com\\a%2Fb'],
		['{{b}}?q={{x}}', 'https://a.com', 'https://a.com?q=a%2Fb'],
		['{{b}}{{x}}', 'https://a.com?q=', 'https://a.com?q=a%2Fb'],
		['{{b}}://a.com/{{x}}', 'http', 'http://a.com/a%2Fb'],
		['{{b}}a.com/{{x}}', 'https://', 'https://a.com/a%2Fb'],
		[' {{b}}/{{x}}', 'https://a.com', ' https://a.com/a%2Fb'],
	])('%s: the one that begins it stands as it is (%s)', (template, b, expected) => {
		expect(url(template, { b, x: 'a/b' })).toBe(expected);
	});

	it.each([
		['{{b}}{{x}}', { b: 'https://a.com', x: '.evil.com' }, /put a \/ there/],
		['{{b}}{{x}}', { b: 'https://a.com:8', x: '0' }, /put a \/ there/],
		['{{b}}{{x}}', { b: 'https://', x: 'evil.com' }, /put a \/ there/],
		['{{b}}{{x}}', { b: 'http', x: 's://evil.com' }, /put a \/ there/],
		['https://{{x}}.a.com', { x: 'evil.com/' }, /letters, digits/],
		['https://{{x}}.a.com', { x: 'u@h' }, /letters, digits/],
		['https://{{x}}/', { x: '' }, /is empty/],
		['https:{{x}}/', { x: '/evil' }, /letters, digits/],
		['https://a.com:{{x}}/', { x: '80a' }, /digits/],
		['https://a.com:{{x}}/', {}, /is empty/],
		['https://a.com{{x}}', { x: '/users' }, /put a \/ in front/],
		['http{{x}}://a.com', { x: '1' }, /http or https/],
		['https://a.com/x/{{x}}', { x: '..' }, /makes a segment of the path ".."/],
		['https://a.com/x/{{x}}..', { x: '' }, /makes a segment of the path ".."/],
		['https://a.com/{{x}}/y', { x: '.' }, /makes a segment of the path "."/],
		['https://a.com/{{x}}{{y}}?z', { x: '.', y: '.' }, /makes a segment of the path ".."/],
		['https://a.com/%2e{{x}}', { x: '.' }, /makes a segment of the path "%2e."/],
		['https://a.com/x/{{x}}\n', { x: '..' }, /makes a segment of the path ".."/],
		['https://a.com/x/{{x}} ', { x: '..' }, /makes a segment of the path ".."/],
		['https://a.com/x/{{x}} \r\n\t', { x: '..' }, /makes a segment of the path ".."/],
		['https://a.com/x/{{x}}\t/y', { x: '..' }, /makes a segment of the path ".."/],
		['https://a.com/x/{{x}}\n?y', { x: '..' }, /makes a segment of the path ".."/],
		['https://a.com/x/.\t{{x}}', { x: '.' }, /makes a segment of the path ".."/],
		['https://api.example.com{{x}}', { x: '.evil.test' }, /but no dot/],
		['https://api.example.com{{x}}/', { x: '.evil.test' }, /but no dot/],
		['https://api.example.com\n{{x}}', { x: '.evil.test' }, /but no dot/],
		['https://api-{{x}}', { x: 'a.evil.test' }, /but no dot/],
		['https://{{x}}{{y}}/', { x: 'api', y: '.evil.test' }, /but no dot/],
		['https://{{x}}-{{y}}/', { x: 'api', y: 'a.evil.test' }, /but no dot/],
		['{{b}}-{{x}}', { b: 'https://a.com', x: 'b.evil.test' }, /but no dot/],
		['{{b}}\n{{x}}', { b: 'https://a.com', x: 'evil' }, /put a \/ there/],
		['https://u@api{{x}}', { x: '.evil.test' }, /but no dot/],
		['https://api.example.com%{{x}}', { x: '2eevil' }, /a % in the host/],
		['https://api.example.com%2{{x}}', { x: 'eevil' }, /a % in the host/],
		['https://api.example.com{{x}}', { x: '%2eevil.test' }, /but no dot/],
		['https://api.example.com{{x}}', { x: '\\evil.test' }, /but no dot/],
		['https://api.example.com{{x}}', { x: '@evil.test' }, /but no dot/],
		['https://api.example.com{{x}}', { x: '\u3002evil' }, /but no dot/],
		['https://api.example.com:{{x}}', { x: '80@evil.test' }, /a port takes digits/],
		['https://api.example.com:80{{x}}', { x: '.evil.test' }, /a port takes digits/],
		['https://a.com/%{{x}}', { x: '2e' }, /write %25/],
		['https://a.com/%{{x}}', { x: 'zz' }, /write %25/],
		['https://a.com/.%2{{x}}', { x: 'e' }, /write %25/],
		['https://a.com/%\n{{x}}', { x: '2e' }, /write %25/],
		['https://a.com/{{x}}%2{{y}}/', { x: '.', y: 'e' }, /write %25/],
		['https://a.com/{{#if x}}%{{/if}}{{x}}', { x: '2e' }, /write %25/],
		['https://a.com/?q=%{{x}}', { x: '26b=c' }, /write %25/],
		['https://a.com/?q=%2{{x}}', { x: '6' }, /write %25/],
		['https://a.com/?q=%{{x}}6', { x: '2' }, /write %25/],
	])('%s with %j is a failure request', (template, item, message) => {
		const failure = failureOf(() => url(template, item));
		expect(failure).toMatchObject({ kind: 'request', field: 'field' });
		expect(failure.message).toMatch(message);
	});

	it.each([
		['https://', 'host'],
		['https:\\\\a', 'label'],
		['https:', 'host'],
		['https://a', 'label'],
		['https://u@', 'host'],
		['https://u:1@', 'host'],
		['https://[::1', 'host'],
		['https://[::1]', 'label'],
		['https://a.', 'host'],
		['https://a\u3002', 'host'],
		['https://a%2e', 'closed'],
		['https://a%2e.', 'host'],
		['https://a.com:', 'port'],
		['https://a.com:8', 'port'],
		['https://[::1]:', 'port'],
		['ht', 'scheme'],
		['https://a.com/', 'path'],
		['https://a.com/x?y/../', 'free'],
		['https://a.com/x#', 'free'],
		['https://a.com?', 'free'],
		['https://a.com#', 'free'],
		['https://a.com?a#/', 'free'],
		['https://a.com#a?/', 'free'],
		['https://a.com/a#?/', 'free'],
		[' \n https://a.com/', 'path'],
	])('behind %j a value is in the %s', (before, place) => {
		const messageOf = (x: string) => {
			try {
				return url(`${before}{{x}}`, { x });
			} catch (error) {
				return (error as Error).message;
			}
		};
		const REFUSALS: Record<string, [value: string, message: RegExp][]> = {
			host: [
				['a/b', /cannot be used here in the URL: a host takes letters/],
				['@b', /a host takes/],
			],
			label: [
				['a/b', /but no dot/],
				['@b', /but no dot/],
				['.b', /but no dot/],
			],
			closed: [['b', /a % in the host/]],
			port: [
				['8a', /a port takes digits/],
				['a8', /a port takes digits/],
			],
			scheme: [
				['t1', /a scheme is http/],
				['1t', /a scheme is http/],
			],
			path: [
				['..', /makes a segment of the path "\.\."/],
				['.', /makes a segment of the path "\."/],
			],
			free: [],
		};
		for (const [value, message] of REFUSALS[place]!) expect(messageOf(value)).toMatch(message);
		const GOOD: Record<string, string> = {
			host: 'b-1.c',
			label: 'b-1',
			port: '80',
			scheme: 'tp',
			path: '..x',
			free: '..',
		};
		if (place !== 'closed') expect(messageOf(GOOD[place]!)).toBe(`${before}${GOOD[place]}`);
		if (place === 'path') for (const dots of ['...', 'x..']) expect(messageOf(dots)).toBe(before + dots);
	});

	it.each(['https://a.com/x/{{x}} /y', 'https://a.com/x/ {{x}}'])(
		'%s: a space inside of a URL is a part of its segment, which is no step then',
		(template) => {
			expect(url(template, { x: '..' })).toBe(template.replace('{{x}}', '..'));
		},
	);

	it('a line break that URLs leave out does not end the host', () => {
		const failure = failureOf(() => url('https:\n//{{x}}.example.com/', { x: 'a/b' }));
		expect(failure.message).toMatch(/a host takes letters/);
	});

	it('a step to another folder says where it stands and what it would do', () => {
		expect(failureOf(() => url('https://a.com/b/{{x}}/c', { x: '..' }))).toMatchObject({
			message: expect.stringMatching(
				/^Field, line 1, column 17: .*Servers read it as a step/,
			) as string,
			line: 1,
			column: 17,
			description: expect.stringMatching(/: `https:\/\/a\.com\/b\/\.\.\/c`$/) as string,
		});
	});

	it('what is encoded for a URL already is not encoded twice; JSON is encoded as any text', () => {
		expect(url('https://a.com/{{urlEncode x}}?q={{urlEncode x}}', { x: 'a b' })).toBe(
			'https://a.com/a%20b?q=a%20b',
		);
		expect(url('https://a.com/?q={{ JSON.stringify($json.x) }}', { x: '"' })).toBe(
			'https://a.com/?q=%22%5C%22%22',
		);
	});

	it('nothing behind a base URL is nothing', () => {
		expect(url('{{b}}{{x}}', { b: 'https://a.com', x: '' })).toBe('https://a.com');
	});

	it('dots among other characters are no steps', () => {
		expect(url('https://a.com/{{x}}x/..{{y}}', { x: '..', y: 'z' })).toBe('https://a.com/..x/..z');
		expect(url('https://a.com/?q={{x}}', { x: '..' })).toBe('https://a.com/?q=..');
	});

	it('an empty base lets no later value become one', () => {
		expect(url('{{b}}{{x}}', { b: '', x: 'https://evil.com' })).toBe('https%3A%2F%2Fevil.com');
	});

	it('behind an empty base the places are those of the text that follows', () => {
		const text = '{{b}} https://{{h}}.a.com/x/{{x}}/y';
		expect(url(text, { b: ' ', h: 't', x: 'a/b' })).toBe('  https://t.a.com/x/a%2Fb/y');
		expect(failureOf(() => url(text, { b: '', h: 't', x: '..' }))).toMatchObject({ kind: 'request' });
		expect(failureOf(() => url(text, { b: '', h: 'e%2e', x: 'a' }))).toMatchObject({ kind: 'request' });
		expect(url('{{b}}{{s}}://{{h}}/', { b: '', s: 'https', h: 'a.com' })).toBe('https://a.com/');
	});

	it('a lone surrogate is U+FFFD', () => {
		expect(url('https://a.com/{{x}}', { x: '\ud800' })).toBe('https://a.com/%EF%BF%BD');
	});

	it.each([
		['https://{{x}}.example.com/', 'a.b', 'https://a.b.example.com/'],
		['https://api.{{x}}/', 'example.com', 'https://api.example.com/'],
		['https://{{x}}', 'api.example.com', 'https://api.example.com'],
		['https://api-{{x}}.example.com/', 'eu-1', 'https://api-eu-1.example.com/'],
		['http://worker{{x}}:8080/', 3, 'http://worker3:8080/'],
		['https://a.com/?q=%{{x}}%', 'smith', 'https://a.com/?q=%smith%'],
		['https://a.com/?q=100%25{{x}}', 'ab', 'https://a.com/?q=100%25ab'],
		['https://a.com/%25{{x}}/%2F{{x}}', '2e', 'https://a.com/%252e/%2F2e'],
	])('%s with %j is what it says', (template, x, expected) => {
		expect(url(template, { x })).toBe(expected);
	});

	it('an IPv6 host has no port in its brackets', () => {
		expect(url('https://[::1]:{{p}}/', { p: 8080 })).toBe('https://[::1]:8080/');
	});

	it('optional parameters in a block are encoded', () => {
		const text = 'https://a.com/x{{#if y}}?y={{y}}{{#if z}}&z={{z}}{{/if}}{{/if}}';
		expect(url(text, { y: '&', z: '#' })).toBe('https://a.com/x?y=%26&z=%23');
		expect(url(text, {})).toBe('https://a.com/x');
	});

	it('a value behind a long segment takes linear time', () => {
		const segment = 'x'.repeat(1_000_000);
		expect(url(`https://a.com/${segment}/{{x}}y`, { x: '' }).endsWith('x/y')).toBe(true);
	});

	it('many empty values in one segment take linear time', () => {
		const text = 'https://a.com/{{x}}{{#each list}}{{this}}{{/each}}/y';
		const list = new Array<string>(50_000).fill('');
		expect(url(text, { x: 'x'.repeat(1_000_000), list }).endsWith('x/y')).toBe(true);
	});

	it('a long URL takes linear time', () => {
		const path = 'x/'.repeat(500_000);
		expect(url(`https://a.com/${path}?${path}{{x}}`, { x: '&' }).endsWith('%26')).toBe(true);
	});
});

describe('a value that leaves a part of the path empty', () => {
	const remarksOf = (template: string, json: object) => {
		const scope = scopeOf(json);
		compile(template, 'url', 'url').render(scope);
		return [...scope.remarks];
	};

	it.each([
		['https://a.com/contacts/{{id}}', {}],
		['https://a.com/contacts/{{id}}', { id: '' }],
		['https://a.com/contacts/{{id}}', { id: null }],
		['https://a.com/contacts/{{id}}/notes', {}],
		['https://a.com/contacts/{{id}}?x=1', {}],
		['https://a.com/contacts/{{id}}{{other}} ', {}],
		['{{base}}/contacts/{{id}}', { base: 'https://a.com' }],
	])('is told: %s of %j', (template, json) => {
		expect(remarksOf(template, json)).toEqual([EMPTY_SEGMENT]);
	});

	it.each([
		['https://a.com/contacts/{{id}}', { id: 0 }],
		['https://a.com/contacts/v{{id}}', {}],
		['https://a.com/contacts/{{id}}.json', {}],
		['https://a.com/contacts{{#if id}}/{{id}}{{/if}}', {}],
		['https://a.com/contacts//x/', {}],
		['https://a.com/contacts/{{id}}{{other}}', { other: 5 }],
		['https://a.com/contacts/?id={{id}}', {}],
		['https://a.com/contacts#/{{id}}', {}],
	])('but not %s of %j', (template, json) => {
		expect(remarksOf(template, json)).toEqual([]);
	});
});
