import { checkJson } from '../../nodes/CustomWebhook/formats/json/check';
import type { Target } from '../../nodes/CustomWebhook/template';
import { blocks, code, rowsOf, tablesOf } from './pages';
import { rendered } from './request';

const PAGE = 'docs/templates.md';
const item = JSON.parse(blocks(PAGE, 'json')[0]!) as object;

/** What stands in the head of a table → the place that its templates are for. */
const PLACES: Record<string, Target> = {
	'as text': 'text',
	'in JSON': 'json',
	'in XML': 'xml',
	'in the URL': 'url',
};

const examples = tablesOf(PAGE).flatMap(({ head: [place], rows }) =>
	place! in PLACES
		? rows.map(([template, sent]) => ({ place: PLACES[place!]!, template: template!, sent: sent! }))
		: [],
);
const alone = examples.filter(({ sent }) => sent === 'the JSON of its value');
const asWritten = examples.filter((example) => !alone.includes(example));

it('has its tables', () => expect(asWritten.length).toBeGreaterThan(40));

it.each(asWritten)('$template is sent as the page says', ({ place, template, sent }) => {
	const text = rendered(code(template)!, place, item);
	expect(text).toBe(code(sent));
	if (place === 'json') checkJson(text, 'docs');
});

it.each(alone)('$template is sent as the JSON of its value', ({ place, template }) => {
	const { contact } = item as { contact: object };
	expect(JSON.parse(rendered(/`(.+)` alone/.exec(template)![1]!, place, item))).toEqual(contact);
});

it.each(rowsOf(PAGE, 'template', 'message'))('%s fails the item as the page says', (template, message) => {
	expect(() => rendered(code(template!)!, 'text', item)).toThrow(message);
});

it('braces behind a backslash are text', () => {
	expect(rendered('\\{{contact.email}}', 'text', item)).toBe('{{contact.email}}');
});
