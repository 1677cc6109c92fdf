import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import type { NameValue, OutgoingRequest } from '../../../nodes/CustomWebhook/delivery';
import { createRedactor } from '../../../nodes/CustomWebhook/redact';
import { previewRequest, showBody, showRequest } from '../../../nodes/CustomWebhook/request';
import { requestOf } from '../../docs/request';
import { requestOfCommand } from './request';

/** The cURL command that a preview shows of a request. */
async function curlOf(request: OutgoingRequest): Promise<string> {
	const redactor = createRedactor([], []);
	const shown = showRequest(request, await showBody(request), [], redactor);
	return previewRequest(shown).curl;
}

const essence = ({ method, url, headers, body }: OutgoingRequest) => ({
	method,
	url,
	headers: Object.fromEntries(headers.map(([name, value]): NameValue => [name.toLowerCase(), value])),
	body: body === undefined ? '' : String(body as string | Buffer),
});

/** Without what a template would take for a placeholder, in the fields that it is typed into. */
const plain = (text: string) =>
	text
		.toWellFormed()
		.replace(/{{2,}/g, '{')
		.replace(/[\ufffe\uffff]/g, '');
const text = fc.string({ unit: 'grapheme' }).map(plain);
const latin = fc
	.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) })
	.filter((value) => !/\p{Cc}/u.test(value))
	.map((value) => plain(value).trim());

const bodies = fc.oneof(
	fc.record({ contentType: fc.constant('json'), jsonBody: fc.json().map(plain) }),
	fc.record({ contentType: fc.constant('text'), textBody: text }),
	fc.record({
		contentType: fc.constant('form'),
		formFields: fc
			.array(fc.record({ name: fc.constantFrom('a', 'b[c]'), value: text }), { minLength: 1 })
			.map((field) => ({ field })),
	}),
	fc.constant({ contentType: 'xml', xmlBody: '<a b="c">é &amp; \n</a>' }),
	fc.constant({ contentType: 'none' }),
);

it("a preview's own command gives the same request", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE', 'GET', 'HEAD'),
			bodies,
			fc.array(fc.record({ name: fc.constantFrom('X-A', 'X-B', 'Accept'), value: latin })),
			fc.array(fc.record({ name: fc.constantFrom('q', 'list[]'), value: text })),
			async (method, body, header, parameter) => {
				const request = await requestOf(
					{
						method,
						url: 'https://api.example.com/a/{b}?x=[1]',
						headers: { header: header.map(({ name, value }) => ({ name, value: `${value}.` })) },
						queryParameters: { parameter },
						...body,
					},
					{},
				);
				const again = await requestOfCommand(await curlOf(request));
				expect(essence(again)).toEqual(essence(request));
			},
		),
		{ numRuns: 300 },
	);
});

it.each(["-H 'Accept:'", "-A ''", "-H 'Content-Type:' -d a=1", "-H 'Content-Type:' --json '{}'"])(
	"a preview's own command takes the same headers away: %s",
	async (options) => {
		const request = await requestOfCommand(`curl ${options} https://x.example.com/`);
		const again = await requestOfCommand(await curlOf(request));
		expect(essence(again)).toEqual(essence(request));
	},
);

const SYNTAXES = ['handlebars', 'dollar'];

/** What means something to a shell, to cURL, or to a template, in either syntax. */
const special = fc
	.array(
		fc.constantFrom(
			...[
				'{',
				'}',
				'{{',
				'}}',
				'\\{{',
				'\\',
				'${',
				'$',
				'${x}',
				'$x',
				'{{v}}',
				'%x%',
				'`',
				'^',
				'@',
				';',
				'=',
			],
			...[
				"'",
				'"',
				'#',
				'/',
				' ',
				'\n',
				'\r',
				'\0',
				'a',
				'é',
				'😀',
				'{{{{raw}}}}',
				'{{{{/raw}}}}',
				"''",
				'$(id)',
			],
		),
		{ maxLength: 12 },
	)
	.map((parts) => parts.join(''));
const line = special.map((value) => value.replace(/[\0\r\n😀]/gu, ''));

it.each(SYNTAXES)('so does that of values that look like placeholders, read back with %s', async (syntax) => {
	const contents = fc.constantFrom<INodeParameters>(
		{ contentType: 'text', textBody: '<{{v}}>' },
		{ contentType: 'text', textBody: '{{v}}' },
		{ contentType: 'json', jsonBody: '{"a": "{{v}}", "b": {{json v}} }' },
		{ contentType: 'xml', xmlBody: '<a b="{{w}}">{{w}}</a>' },
		{ contentType: 'form', formFields: { field: [{ name: '{{v}}a', value: '{{v}}' }] } },
		{ contentType: 'none' },
	);
	await fc.assert(
		fc.asyncProperty(special, line, contents, async (v, w, body) => {
			const request = await requestOf(
				{
					method: 'POST',
					url: 'https://api.example.com/{{w}}/{{{{raw}}}}{{a}}${b}\\{{c}}{{{{/raw}}}}?a={{v}}',
					headers: { header: [{ name: 'X-A', value: '<{{w}}>' }] },
					queryParameters: { parameter: [{ name: 'q', value: '{{v}}' }] },
					...body,
				},
				{ v, w },
			);
			const again = await requestOfCommand(
				await curlOf(request),
				{ v: 'read', x: 'read', b: 'read', a: 'read' },
				{ options: { templates: { values: { placeholderSyntax: syntax } } } },
			);
			expect(essence(again)).toEqual(essence(request));
		}),
		{ numRuns: 200 },
	);
});

it.each(SYNTAXES)('so does that of a body that goes through a pipe, read back with %s', async (syntax) => {
	await fc.assert(
		fc.asyncProperty(special, async (v) => {
			const textBody = `{{v}}\0${'a^\n`\n'}`;
			const request = await requestOf(
				{ method: 'POST', url: 'https://api.example.com/', contentType: 'text', textBody },
				{ v },
			);
			const options = { templates: { values: { placeholderSyntax: syntax } } };
			expect(essence(await requestOfCommand(await curlOf(request), {}, { options }))).toEqual(
				essence(request),
			);
		}),
		{ numRuns: 200 },
	);
});

it.each([
	['is long', 'é\\0101%s\n'.repeat(30_000)],
	['has a NUL', 'a\0b\\n\0\x007%d\n\n'],
])('so does the command of a body that %s', async (_what, textBody) => {
	const request = await requestOf(
		{ method: 'POST', url: 'https://api.example.com/', contentType: 'text', textBody },
		{},
	);
	expect(essence(await requestOfCommand(await curlOf(request)))).toEqual(essence(request));
});
