import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';
import { checkJson } from '../../nodes/CustomWebhook/formats/json/check';
import { checkUrl } from '../../nodes/CustomWebhook/formats/url';
import { checkXml } from '../../nodes/CustomWebhook/formats/xml/check';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { failureOf, render } from './render';

/** Texts that break things: every special character of every target, surrogates, controls, template syntax. */
const nasty = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string({
		unit: fc.constantFrom(
			...[
				'"',
				'\\',
				'\n',
				'\r',
				'\t',
				'\0',
				'<',
				'>',
				'&',
				"'",
				'-',
				']',
				'?',
				'!',
				'/',
				'.',
				':',
				'@',
				'#',
				'%',
			],
			...[
				'=',
				'+',
				' ',
				'{{',
				'}}',
				'${',
				'a',
				'0',
				'\ud800',
				'\udc00',
				'\ufffe',
				'\u2028',
				'[',
				'{{x}}',
				'%2e',
			],
		),
	}),
);

/** What a value is in JSON after it went through `JSON.stringify`. */
function viaJson(value: unknown): unknown {
	return JSON.parse(JSON.stringify(value)) as unknown;
}

/** The text that the contract gives for a value in a JSON string. */
function contractText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) return value.map(contractText).join(',');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function xmlText(text: string): string {
	return text
		.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

const decoder = new XMLParser({
	ignoreAttributes: false,
	trimValues: false,
	parseTagValue: false,
	parseAttributeValue: false,
	processEntities: false,
	commentPropName: '#comment',
	cdataPropName: '#cdata',
});

/** The five entities and character references, by an own table: the parser's decoding is off. */
function decode(text: string): string {
	const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
	return text.replace(/&(?:#(\d+)|(\w+));/g, (_all, code?: string, name?: string) =>
		code ? String.fromCodePoint(Number(code)) : (names[name ?? ''] ?? '?'),
	);
}

describe('what a value cannot do', () => {
	it('any JSON value, in a string and outside of it, parses back to what the contract says', () => {
		fc.assert(
			fc.property(fc.oneof(fc.jsonValue(), nasty), (v) => {
				const parsed = JSON.parse(
					render('{"a":"{{v}}","b":{{v}},"c":"x{{v}}{{v}}"}', { v }, 'json'),
				) as object;
				const text = contractText(viaJson(v));
				expect(parsed).toEqual({ a: text, b: viaJson(v), c: `x${text}${text}` });
			}),
		);
	});

	it('the same holds for a value that n8n evaluates', () => {
		fc.assert(
			fc.property(fc.oneof(fc.jsonValue(), nasty), (v) => {
				const template =
					'{"a":"{{ $json?.v }}","b":{{ $json?.v }},"c":{{ JSON.stringify($json.v) }}}';
				const parsed = JSON.parse(render(template, { v }, 'json')) as object;
				expect(parsed).toEqual({ a: contractText(viaJson(v)), b: viaJson(v), c: viaJson(v) });
			}),
			{ numRuns: 40 },
		);
	});

	it('a value after a backslash in a JSON string stays a value', () => {
		fc.assert(
			fc.property(nasty, (v) => {
				const parsed = JSON.parse(
					render('{"p":"C:\\\\{{v}}","q":"\\"{{v}}\\""}', { v }, 'json'),
				) as object;
				expect(parsed).toEqual({ p: `C:\\${v}`, q: `"${v}"` });
			}),
		);
	});

	it('a value in branches and loops of JSON parses back', () => {
		fc.assert(
			fc.property(fc.array(nasty), fc.boolean(), nasty, (list, flag, v) => {
				const template =
					'{"l":[{{#each list}}{{#if @index}},{{/if}}{{this}}{{/each}}]{{#if flag}},"f":"{{v}}{{else}},"e":"-{{v}}{{/if}}"}';
				const expected = flag ? { l: list, f: v } : { l: list, e: `-${v}` };
				expect(JSON.parse(render(template, { list, flag, v }, 'json'))).toEqual(expected);
			}),
		);
	});

	it('any text parses back from XML text, attributes and CDATA sections', () => {
		fc.assert(
			fc.property(nasty, (v) => {
				const xml = render(
					'<r><t>{{v}}</t><a d="{{v}}" s=\'{{v}}\'/><c><![CDATA[x{{v}}{{v}}]]></c></r>',
					{ v },
					'xml',
				);
				checkXml(xml, 'xmlBody');
				const { r } = decoder.parse(xml) as {
					r: { t: string; a: Record<string, string>; c: object };
				};
				expect(decode(r.t)).toBe(xmlText(v));
				expect(decode(r.a['@_d'] ?? '')).toBe(xmlText(v));
				expect(decode(r.a['@_s'] ?? '')).toBe(xmlText(v));
				const cdata = /<c>([^]*)<\/c>/.exec(xml)?.[1] ?? '';
				const sections = cdata.split(/<!\[CDATA\[|\]\]>/).join('');
				expect(sections.replace(/\r\n?/g, '\n')).toBe(
					`x${xmlText(v)}${xmlText(v)}`.replace(/\r\n?/g, '\n'),
				);
			}),
		);
	});

	it('no text closes an XML comment, also with dashes around it', () => {
		fc.assert(
			fc.property(nasty, (v) => {
				const xml = render('<r><!--a-{{v}}--><!--{{v}}--><ok/></r>', { v }, 'xml');
				checkXml(xml, 'xmlBody');
				expect(xml.match(/-->/g)).toHaveLength(2);
				expect(xml.endsWith('--><ok/></r>')).toBe(true);
			}),
		);
	});

	it('in the markup of XML a value is a name, or a failure', () => {
		fc.assert(
			fc.property(fc.oneof(nasty, fc.string({ unit: fc.constantFrom('a', '1', ':', '-') })), (v) => {
				for (const template of ['<{{v}}/>', '<a{{v}}/>', '<?pi {{v}}?><a/>', '<a {{v}}="1"/>']) {
					try {
						const xml = render(template, { v }, 'xml');
						expect(xml.match(/[<>="?]/g)).toEqual(template.match(/[<>="?]/g));
					} catch (error) {
						expect(error).toMatchObject({ kind: 'template' });
					}
				}
			}),
		);
	});

	it('a URL keeps its parts, and each decodes back to the value', () => {
		fc.assert(
			fc.property(nasty, (v) => {
				fc.pre(v !== '.' && v !== '..');
				const url = new URL(render('https://a.example/x/{{v}}/y?q={{v}}&r=1#{{v}}', { v }, 'url'));
				expect([url.protocol, url.host]).toEqual(['https:', 'a.example']);
				const segments = url.pathname.split('/');
				expect([segments.length, segments[1], segments[3]]).toEqual([4, 'x', 'y']);
				expect(decodeURIComponent(segments[2] ?? '')).toBe(v.toWellFormed());
				expect([...url.searchParams]).toEqual([
					['q', v.toWellFormed()],
					['r', '1'],
				]);
				expect(decodeURIComponent(url.hash.slice(1))).toBe(v.toWellFormed());
			}),
		);
	});

	it('after a base URL no value changes scheme, host, port, folder or parameter', () => {
		const base = fc.constantFrom(
			...['https://a.example', 'https://a.example/', 'https://a.example:81', 'https://a.example/v1'],
			...[
				'https://a.example/v1/',
				'https://a.example/?x=1',
				'https://a.example#f',
				'http://[::1]:8080',
			],
		);
		const template = fc.constantFrom(
			'{{b}}{{v}}',
			'{{b}}/{{v}}',
			'{{b}}/p/{{v}}/q',
			'{{b}}{{#if v}}{{v}}{{/if}}',
		);
		fc.assert(
			fc.property(base, nasty, template, (b, v, text) => {
				const plain = new URL(b);
				const rendered = orFailure(() => render(text, { b, v }, 'url'));
				if (rendered instanceof WebhookFailure) return expect(rendered.kind).toBe('request');
				const url = checkUrl(rendered, 'url');
				expect([url.protocol, url.host, url.username]).toEqual([plain.protocol, plain.host, '']);
				if (!b.includes('?')) expect(url.search).toBe('');
				if (v === '' || plain.hash !== '') return;
				const folders = new URL(render(text, { b, v: '-' }, 'url')).pathname.split('/');
				expect(url.pathname.split('/')).toHaveLength(folders.length);
			}),
		);
	});

	it('in a host and a port a value has letters, digits, - and ., or fails', () => {
		fc.assert(
			fc.property(nasty, nasty, (t, p) => {
				const rendered = orFailure(() =>
					render('https://{{t}}.example.com:{{p}}/a', { t, p }, 'url'),
				);
				if (rendered instanceof WebhookFailure) return expect(rendered.kind).toBe('request');
				expect(t).toMatch(/^[a-z0-9.-]+$/i);
				expect(p).toMatch(/^\d+$/);
			}),
		);
	});

	it('no header gets a line break, or a character that is no byte', () => {
		fc.assert(
			fc.property(nasty, (v) => {
				const rendered = orFailure(() => render('x {{v}}', { v }, 'header'));
				if (rendered instanceof WebhookFailure) return expect(rendered.kind).toBe('request');
				expect(rendered).toBe(`x ${v}`);
				expect(rendered).toMatch(/^[\t\x20-\x7e\x80-\xff]*$/);
			}),
		);
	});

	it('text and query values stand as they are, lone surrogates aside', () => {
		fc.assert(
			fc.property(nasty, (v) => {
				expect(render('a{{v}}b', { v })).toBe(`a${v.toWellFormed()}b`);
				expect(render('a{{v}}b', { v }, 'query')).toBe(`a${v.toWellFormed()}b`);
			}),
		);
	});

	it('any text renders, or fails as a template', () => {
		const parts = [
			'{{',
			'}}',
			'{',
			'}',
			'#if a',
			'/if',
			'else',
			'~',
			'!',
			'--',
			'&',
			'>',
			'"',
			"'",
			'[',
			']',
			'\\',
			'a',
		];
		const text = fc.string({
			unit: fc.constantFrom(...parts, '.', '$json', ' ', '\n', '^', '(', ')', '|', 'as', '0', '\0'),
		});
		const target = fc.constantFrom(
			'json' as const,
			'xml' as const,
			'url' as const,
			'header' as const,
			'text' as const,
		);
		fc.assert(
			fc.property(text, target, (source, into) => {
				const rendered = orFailure(() => render(source, { a: { b: 1 } }, into));
				if (rendered instanceof WebhookFailure)
					expect(['template', 'request']).toContain(rendered.kind);
				else expect(typeof rendered).toBe('string');
			}),
			{ numRuns: 1000 },
		);
	});

	it('text without an opening is the same afterwards', () => {
		fc.assert(
			fc.property(nasty, (text) => {
				fc.pre(!text.includes('{{') && !text.startsWith('='));
				expect(render(text)).toBe(text);
			}),
		);
	});

	it('what checkJson takes is what JSON.parse takes, and its fault is inside the text', () => {
		const json = fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n0123.-eEtrufalsn') });
		fc.assert(
			fc.property(fc.oneof(json, fc.json(), nasty), (text) => {
				const isJson = (() => {
					try {
						JSON.parse(text);
						return true;
					} catch {
						return false;
					}
				})();
				if (isJson) return expect(() => checkJson(text, 'f')).not.toThrow();
				const failure = failureOf(() => checkJson(text, 'f'));
				expect(failure.kind).toBe('template');
				expect(failure.column).toBeLessThanOrEqual(text.length + 1);
			}),
			{ numRuns: 500 },
		);
	});
});

function orFailure(work: () => string): string | WebhookFailure {
	try {
		return work();
	} catch (error) {
		if (error instanceof WebhookFailure) return error;
		throw error;
	}
}
