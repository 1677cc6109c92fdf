import { cut } from '../../nodes/CustomWebhook/template/cut';
import { failureOf } from './render';

function pieces(text: string, json = false): string[] {
	return cut(text, 'f', json).map((piece) => {
		if (piece.kind === 'text') return piece.text;
		return piece.kind === 'n8n'
			? `<${piece.raw ? 'raw ' : ''}n8n:${piece.code}>`
			: `<${piece.tag}:${piece.source}>`;
	});
}

describe('cutting a template', () => {
	it.each([
		['plain', ['plain']],
		['', []],
		['a{{b}}c', ['a', '<value:{{b}}>', 'c']],
		['{"n":{{n}}}', ['{"n":', '<value:{{n}}>', '}']],
		['{"a":{"n":{{n}}}}', ['{"a":{"n":', '<value:{{n}}>', '}}']],
		['{{{x}}}}', ['<value:{{{x}}}>', '}']],
		['{{{x}}', ['{', '<value:{{x}}>']],
		['{{{#if x}}{{/if}}}', ['{', '<open:{{#if x}}>', '<close:{{/if}}>', '}']],
		['{{{{x}}}}', ['{', '<value:{{{x}}}>', '}']],
		['{{&x}}', ['<value:{{{x}}}>']],
		['{{~x~}}', ['<value:{{~x~}}>']],
		['{{&~x}}{{{&x}}}', ['<raw n8n:~x>', '<raw n8n:&x>']],
		['{{~~x}}{{x~~}}', ['<n8n:~x>', '<n8n:x~>']],
		['{{{~x~}}}', ['<raw n8n:~x~>']],
		['{{ {a:1} }}', ['<n8n: {a:1} >']],
		['{{{a:1} }}', ['<n8n:{a:1} >']],
		['{{{ $json.a() }}}', ['<raw n8n: $json.a() >']],
		['{{~{ $json.a() }~}}', ['<raw n8n: $json.a() >']],
		['{{{x}~}}', ['<value:{{{x}~}}>']],
		['{{ {a:{b:1} } }}', ['<n8n: {a:{b:1} } >']],
		['{{ {a:{b:1}} }}', ['<n8n: {a:{b:1>', ' }}']],
		['{{ "\\}}" }}', ['<n8n: "\\}}" >']],
		['{{ a("}}") }}', ['<n8n: a(">', '") }}']],
		['{{default a "}}"}}', ['<value:{{default a "}}"}}>']],
		['\\{{x}} {{y}}', ['{{', 'x}} ', '<value:{{y}}>']],
		['\\\\{{x}}', ['\\', '<value:{{x}}>']],
		['{{!-- {{x}} --}}a{{! b }}', ['<comment:{{! }}>', 'a', '<comment:{{! }}>']],
		['{{~!-- x --~}}', ['<comment:{{~! ~}}>']],
		['{{else}}{{^}}{{else if a.1}}', ['<else:{{else}}>', '<else:{{^}}>', '<else:{{else if a.[1]}}>']],
		['{{^a}}{{/a}}', ['<open:{{^a}}>', '<close:{{/a}}>']],
		['{{#[a b]}}{{/[a b]}}', ['<open:{{#[a b]}}>', '<close:{{/[a b]}}>']],
		['{{elsewhere}}', ['<value:{{elsewhere}}>']],
		['{{{{raw}}}}{{x}}{{{{/raw}}}}', ['{{x}}']],
		['{{{{if a}}}}{{x}}{{{{/if}}}}', ['<open:{{#if a}}>', '{{x}}', '<close:{{/if}}>']],
		['a}}b', ['a}}b']],
	])('%s', (text, expected) => {
		expect(pieces(text)).toEqual(expected);
	});

	it('in JSON an escaped backslash before a placeholder stays one', () => {
		expect(pieces('"C:\\\\{{x}}"', true)).toEqual(['"C:\\\\', '<value:{{x}}>', '"']);
		expect(pieces('"\\\\\\{{x}}"', true)).toEqual(['"\\\\', '<value:{{x}}>', '"']);
		expect(pieces('"\\{{x}}"', true)).toEqual(['"{{', 'x}}"']);
	});

	it.each(['a {{', '{{x', '{{{x}', '{{!-- x }}', '{{! x', '{{#if a', 'a\n {{x }'])(
		'%s is not closed, and says where',
		(text) => {
			const failure = failureOf(() => cut(text, 'jsonBody', false));
			expect(failure).toMatchObject({ kind: 'template', field: 'jsonBody' });
			expect(failure.message).toContain('never closed');
			expect(text.split('\n')[(failure.line ?? 0) - 1]?.slice((failure.column ?? 0) - 1)).toMatch(
				/^\{\{/,
			);
		},
	);
});
