import {
	hasBracesLeftOver,
	headersLeftOut,
	inOtherSyntax,
	lookAlikes,
	type TemplateFields,
} from '../../nodes/CustomWebhook/outcome/sent-as-typed';
import { expectProportional } from '../support/growth';

const fields = (
	syntax: TemplateFields['templates']['syntax'],
	others: Partial<TemplateFields>,
): TemplateFields => ({
	url: 'https://example.com/',
	queryParameters: [],
	headers: [],
	body: { type: 'none' },
	templates: { syntax, missingValues: 'empty', queryArrays: 'comma' },
	...others,
});

const inText = (text: string, syntax: TemplateFields['templates']['syntax'] = 'handlebars') =>
	inOtherSyntax(fields(syntax, { body: { type: 'text', text, contentType: 'text/plain' } }));

it('With braces chosen, ${…} around a path is found in every field that takes placeholders, each once', () => {
	const row = (value: string) => [{ name: 'n', value }];
	const found = (others: Partial<TemplateFields>) => inOtherSyntax(fields('handlebars', others));
	expect(found({ url: 'https://example.com/?a=${email}&b=${email}' })).toEqual(['${email}']);
	expect(found({ queryParameters: row('${a}'), headers: row('${b.c}') })).toEqual(['${a}', '${b.c}']);
	expect(found({ body: { type: 'json', text: '{"a": "${users[0].title}"}' } })).toEqual([
		'${users[0].title}',
	]);
	expect(found({ body: { type: 'form', fields: row('${ event.email }') } })).toEqual(['${ event.email }']);
	const file = { kind: 'file', name: 'f', binaryProperty: 'data', fileName: '', mimeType: '' } as const;
	const parts = [{ kind: 'text', name: 't', value: '${a}' } as const, file];
	expect(found({ body: { type: 'multipart', parts } })).toEqual(['${a}']);
	expect(found({ body: { type: 'binary', property: '${a}' } })).toEqual([]);
});

it('With ${…} chosen, braces around a path are found', () => {
	expect(inText('{{event.email}} and ${event.email}', 'dollar')).toEqual(['{{event.email}}']);
	expect(inText('{{#each a}} {"a":{"b":{}}}', 'dollar')).toEqual([]);
	expect(inText('${event.id} ${name | upper} ${a || 1} ${}', 'dollar')).toEqual([
		'${name | upper}',
		'${a || 1}',
	]);
});

it.each([
	'{{ `${$json.first} ${last}` }}',
	'{{a}} and {{ `${b}`',
	'price: $5, {5}, ${}, ${5}, ${a b}, $ {a}',
	'query ($id: ID!) { contact(id: $id) { email } }',
])('What JavaScript, money or GraphQL write is not taken for one: %s', (text) => {
	expect(inText(text)).toEqual([]);
});

it.each(['{{', '${a', '{{ a'])(
	'A text of %s that is never closed is read in a time that grows with its length',
	(open) => {
		expectProportional((length) => inText(open.repeat(length)), 500_000);
		expectProportional((length) => inText(open.repeat(length), 'dollar'), 500_000);
	},
);

it.each(['{{!-- ${x} }} ${y} --}}', '{{! ${x} }}', '{{ $json.a + "}" + `${$json.b}` }}'])(
	'the one reader of placeholders says what is typed text: %s',
	(text) => {
		expect(inText(text)).toEqual([]);
		expect(
			hasBracesLeftOver(fields('handlebars', { body: { type: 'text', text, contentType: '' } })),
		).toBe(false);
	},
);

describe('Braces that n8n closed a second time', () => {
	const leftOver = (url: string, syntax: TemplateFields['templates']['syntax'] = 'handlebars') =>
		hasBracesLeftOver(fields(syntax, { url }));

	it.each([
		'=https://example.com/{{  $json.id }} }}',
		'https://example.com/{{ id }}}}',
		'https://example.com/{{ id }}?expand=all }}',
		'https://example.com/{{ a }}/{{ b }} }} }}',
	])('are found: %s', (url) => {
		expect(leftOver(url)).toBe(true);
		const text = fields('handlebars', { body: { type: 'text', text: url, contentType: '' } });
		expect(hasBracesLeftOver(text)).toBe(true);
		expect(hasBracesLeftOver(fields('handlebars', { headers: [{ name: 'X', value: url }] }))).toBe(true);
	});

	it.each([
		'https://example.com/{{ $json.id }}',
		'https://example.com/{{{ id }}}',
		'https://example.com/{{#if a }}{{ b }}{{/if }}',
		'https://example.com/?filter={"a":{"b":{{ id }}}}',
		'https://example.com/?filter={"a":{"b":{{ id }} }}',
		'@media print { a { color: {{c}} }}',
		'https://example.com/{{ id',
	])('what is whole is not taken for them: %s', (url) => {
		expect(leftOver(url)).toBe(false);
	});

	it('are text where placeholders are written ${…}', () => {
		expect(leftOver('https://example.com/${id} }}', 'dollar')).toBe(false);
	});
});

describe('What other systems read as a placeholder', () => {
	const known: Record<string, string> = {
		email: 'email',
		EMAIL: 'email',
		'contact.email': 'contact.email',
		id: 'id',
		'30': 'x',
	};
	const found = (others: Partial<TemplateFields>) =>
		lookAlikes(fields('handlebars', others), (name) => known[name]).map(({ typed }) => typed);
	const text = (body: string) => found({ body: { type: 'text', text: body, contentType: '' } });

	it.each([
		'{contact.email}',
		'[[email]]',
		'*|EMAIL|*',
		'%EMAIL%',
		'%%EMAIL%%',
		'<email>',
		'<<email>>',
		'{email}',
		'{!email}',
		'{!contact.email}',
		'«email»',
	])('is found: %s', (typed) => {
		expect(found({ queryParameters: [{ name: 'a', value: typed }] })).toEqual([typed]);
		expect(found({ body: { type: 'json', text: `{"a": "${typed}"}` } })).toEqual([typed]);
	});

	it.each([
		'{% if email %}',
		'{%- for tag in contact.email -%}',
		'{% unless not email == "x" %}',
		'<%= email %>',
		'<% if (email) { %>',
	])('a tag of another template language is found: %s', (typed) => {
		expect(text(`Hi ${typed} there`)).toEqual([typed]);
		expect(text(`Hi ${typed.replace('email', 'nowhere').replace('contact.', '')} there`)).toEqual([]);
	});

	it('is found in the path of a URL', () => {
		expect(found({ url: 'https://example.com/users/:id/x' })).toEqual([':id']);
		expect(found({ url: 'https://example.com/users/:nobody?at=/:other' })).toEqual([':nobody']);
		expect(found({ url: 'https://example.com/{id}/{{id}}' })).toEqual(['{id}']);
	});

	it.each([
		'{"id":1,"a":["email"],"b":[["email"]]}',
		'10:30 :id [email](x) 100% %20 email%',
		'query { contact { email } } contact{email}',
		'a{email:1} .email{} {{email}} ${email} {{{email}}}',
		'<p>email</p> <email/> Name <email>x',
		'[[other]] {other.email} *|OTHER|*',
		'{{!-- [[email]] --}}',
	])('is not seen where nothing is wrong: %s', (body) => {
		expect(text(body)).toEqual([]);
	});

	it('an element of XML is none, and a port or a time is none', () => {
		const xml = { type: 'xml', source: 'template', text: '<email>/<email>', soapAction: '' } as const;
		expect(found({ body: xml, url: 'https://example.com:id/a:id' })).toEqual([]);
	});
});

it('Headers that the node sets itself are named', () => {
	const headers = ['Content-Length', 'TE', 'Host', 'X'].map((name) => ({ name, value: 'example.com' }));
	expect(headersLeftOut({ headers, url: 'https://Example.com/a' })).toEqual([
		'Content-Length',
		'TE',
		'Host',
	]);
	expect(headersLeftOut({ headers, url: 'https://other.com/' })).toEqual(['Content-Length', 'TE']);
});
