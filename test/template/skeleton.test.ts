import { cut } from '../../nodes/CustomWebhook/template/cut';
import { parseTemplate } from '../../nodes/CustomWebhook/template/skeleton';
import { render } from './render';

describe("parsing with Handlebars' own parser", () => {
	it('each statement knows its placeholder, and its text', () => {
		const text = 'one\r\n{{a}} two {{ $now }}\n{{#if b}}\r x {{/if}}{{! c }}\u2028{{d}}';
		const parsed = parseTemplate(text, 'f', cut(text, 'f', false));
		const seen = parsed.program.body.map((statement) => {
			if (statement.type === 'ContentStatement') return parsed.textOf(statement.value);
			return parsed.spotOf(parsed.placeholderOf(statement)).source;
		});
		expect(seen).toEqual([
			'one\r\n',
			'{{a}}',
			' two ',
			'{{ $now }}',
			'\n',
			'{{#if b}}',
			'{{! c }}',
			'\u2028',
			'{{d}}',
		]);
	});

	it('no text is read as a template, whatever it holds', () => {
		const text = '\ue0000\ue000 \0 }} \\ \u2029 [ " {{a}} \ue0001\ue000';
		expect(render(text, { a: 'x' })).toBe(text.replace('{{a}}', 'x'));
	});

	it('white space is controlled around n8n code as around Handlebars', () => {
		expect(render('a {{~ $json.x + 1 ~}} b', { x: 1 })).toBe('a2b');
	});

	it('a run of white space that is too long to look through stays', () => {
		const space = '\n '.repeat(500);
		expect(render(`${space}{{~a~}}${space}`, { a: 1 })).toBe(`${space}1${space}`);
		expect(render(`\n {{~a~}}\n `, { a: 1 })).toBe('1');
	});
});
