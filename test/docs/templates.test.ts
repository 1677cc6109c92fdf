import { readFileSync } from 'node:fs';
import path from 'node:path';

import { checkJson, compileTemplate, createScope, type Target } from '../../nodes/CustomWebhook/template';

const page = readFileSync(path.resolve(__dirname, '../../docs/templates.md'), 'utf8');
const item = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)![1]!) as object;

/** What stands in the head of a table → the place that its templates are for. */
const PLACES: Record<string, Target> = {
	'as text': 'text',
	'in JSON': 'json',
	'in XML': 'xml',
	'in the URL': 'url',
};

/** An n8n expression on this page uses `$json` only. */
function evaluate(code: string): unknown {
	return (new Function('$json', `return (${code});`) as (json: object) => unknown)(item);
}

function rendered(template: string, target: Target): string {
	const options = { syntax: 'handlebars', missingValues: 'empty' } as const;
	const scope = createScope(
		{
			workflow: { id: '1', name: 'Docs' },
			execution: { id: '1', mode: 'test' },
			dataContext: 'auto',
			dataContextPath: '',
		},
		item,
		0,
		evaluate,
	);
	return compileTemplate(template, 'docs', target, options).render(scope);
}

/** The rows of the page's tables, with the first cell of the table's head. */
function rows(): Array<{ head: string; first: string; second: string }> {
	let head: string | undefined;
	return page.split('\n').flatMap((line) => {
		const cells = /^\| (.*) \| (.*) \|$/.exec(line);
		if (!cells) head = undefined;
		if (!cells || /^-+$/.test(cells[1]!)) return [];
		if (head !== undefined) return [{ head, first: cells[1]!, second: cells[2]! }];
		head = cells[1]!;
		return [];
	});
}

const code = (cell: string) => /^`(.*)`$/.exec(cell)?.[1];

describe('docs/templates.md', () => {
	const examples = rows().filter(
		({ head, first, second }) => head in PLACES && code(first) && code(second),
	);

	it('has its tables', () => expect(examples.length).toBeGreaterThan(40));

	it.each(examples)('says what is sent for $first', ({ head, first, second }) => {
		const text = rendered(code(first)!, PLACES[head]!);
		expect(text).toBe(code(second));
		if (head === 'in JSON') checkJson(text, 'docs');
	});

	it.each(rows().filter(({ head }) => head === 'template'))(
		'says what is wrong with $first',
		({ first, second }) => {
			expect(() => rendered(code(first)!, 'text')).toThrow(second);
		},
	);
});
