import fc from 'fast-check';

import { compileServiceUrl } from '../../nodes/CustomWebhook/request/service-url';
import { compile, scopeOf } from './support';

const BASE = new URL('https://api.example.com/v1');

const urlOf = (typed: string, json: object = {}, base = BASE) =>
	compileServiceUrl(typed, base, compile).render(scopeOf(json));

it.each([
	['/contacts', 'https://api.example.com/v1/contacts'],
	['contacts', 'https://api.example.com/v1/contacts'],
	['=/contacts', 'https://api.example.com/v1/contacts'],
	[' /contacts/{{id}}?q={{q}}', 'https://api.example.com/v1/contacts/a%2Fb?q=x%26y'],
	['{{path}}', 'https://api.example.com/v1/lists/7'],
	['', 'https://api.example.com/v1'],
	['?q={{q}}', 'https://api.example.com/v1?q=x%26y'],
	['https://api.example.com/other', 'https://api.example.com/other'],
	['https://API.example.com:443/other', 'https://api.example.com/other'],
	['{{whole}}', 'https://api.example.com/v1/whole'],
	['/a:b', 'https://api.example.com/v1/a:b'],
	['/x?next=//evil.test/..', 'https://api.example.com/v1/x?next=//evil.test/..'],
])('%s is called at %s', (typed, url) => {
	const json = { id: 'a/b', q: 'x&y', path: '/lists/7', whole: 'https://api.example.com/v1/whole' };
	expect(urlOf(typed, json)).toBe(url);
});

it.each(['https://api.example.com/v1/', 'https://api.example.com/v1//', 'https://api.example.com/v1'])(
	'There is one slash between %s and a path',
	(base) => {
		expect(urlOf('/a', {}, new URL(base))).toBe('https://api.example.com/v1/a');
		expect(urlOf('a', {}, new URL(base))).toBe('https://api.example.com/v1/a');
	},
);

it.each([
	'//evil.test',
	'\\\\evil.test',
	'/\\evil.test',
	'\\/evil.test',
	'\\evil.test',
	'https://evil.test/',
	'https://api.example.com.evil.test/',
	'https://api.example.com@evil.test/',
	'https://user:pw@api.example.com/',
	'http://api.example.com/',
	'https://api.example.com:8443/',
	'https:\\\\evil.test',
	'javascript:alert(1)',
	'..',
	'/../x',
	'/a/../../x',
	'/%2e%2e/x',
	'/a/.%2E',
	'/./x',
	'https://api.example.com/v1/../x',
])('%s is not called, typed or from the item', (url) => {
	expect(() => urlOf(url)).toThrow(expect.objectContaining({ kind: 'request', field: 'url' }));
	expect(() => urlOf('{{url}}', { url })).toThrow(expect.objectContaining({ kind: 'request' }));
});

it('Whatever an item holds, the request goes to the service', () => {
	const pieces = fc.constantFrom(
		'/',
		'\\',
		'.',
		'%2e',
		'evil.test',
		'https:',
		'@',
		':',
		'?',
		'#',
		'\t',
		'\n',
		' ',
	);
	const texts = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.array(pieces).map((parts) => parts.join('')),
	);
	fc.assert(
		fc.property(
			texts,
			fc.constantFrom('{{v}}', '/{{v}}', '/a/{{v}}', '{{{v}}}', '/{{{v}}}'),
			(v, typed) => {
				let url: string;
				try {
					url = urlOf(typed, { v });
				} catch (error) {
					expect(error).toMatchObject({ name: 'WebhookFailure' });
					return;
				}
				expect(new URL(url).origin).toBe(BASE.origin);
			},
		),
		{ numRuns: 2_000 },
	);
});
