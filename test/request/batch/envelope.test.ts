import { planEnvelope, refuseDoubled } from '../../../nodes/CustomWebhook/request/batch/envelope';
import { compileTemplate } from '../../../nodes/CustomWebhook/template';
import { OPTIONS, scopeOf } from '../../template/render';

const MARKER = '"the-items"';
const compile = (text: string, field: string, target: 'json') =>
	compileTemplate(text, field, target, OPTIONS);
const plan = (typed: string) =>
	planEnvelope({ text: typed.replaceAll('ITEMS', MARKER), marker: MARKER } as never, compile as never);

it('without an envelope the list stands alone', () => {
	expect(planEnvelope(undefined, compile as never)(scopeOf({}))).toEqual(['', '']);
});

it('what stands around the list is rendered for each item, or once if nothing in it changes', () => {
	const changing = plan('{"to": "{{to}}", "all": ITEMS}');
	expect(changing(scopeOf({ to: 'a' }))).toEqual(['{"to": "a", "all": ', '}']);
	expect(changing(scopeOf({ to: 'b' }))).toEqual(['{"to": "b", "all": ', '}']);
	const constant = plan('{"all": ITEMS}');
	expect(constant(scopeOf({}))).toBe(constant(scopeOf({})));
});

it.each([
	['{{#if to}}ITEMS{{/if}}', 'has no {{items}} for this item'],
	['[{{#each list}}ITEMS,{{/each}}1]', 'has {{items}} more than once'],
	['{"a": "ITEMS"}', 'has {{items}} inside a string'],
	['{"a": ITEMS', 'options.batchEnvelope'],
])('the envelope %s fails before sending', (typed, message) => {
	expect(() => plan(typed)(scopeOf({ list: [1, 2] }))).toThrow(
		expect.objectContaining({ kind: 'template', field: 'options.batchEnvelope' }) as Error,
	);
	if (message.startsWith('has')) expect(() => plan(typed)(scopeOf({ list: [1, 2] }))).toThrow(message);
});

describe('an item that is nothing but the list that the envelope holds', () => {
	it.each([
		['{"records": [{"fields": {}}]}', '{"records": ', '}'],
		['{ "a b": [] }', '{"to": 1, "a b" :\n', ', "x": 2}'],
	])('%s in %s fails before sending', (json, ...envelope) => {
		expect(() => refuseDoubled(json, envelope)).toThrow(
			expect.objectContaining({ kind: 'template', field: 'jsonBody' }) as Error,
		);
	});

	it.each([
		['{"records": [], "id": 1}', '{"records": ', '}'],
		['{"records": 1}', '{"records": ', '}'],
		['"records"', '{"records": ', '}'],
		['{"lines": [1]}', '{"records": ', '}'],
		['{"records": []}', '[', ', 1]'],
		['{"records": []}', '', ''],
	])('%s in %s does not', (json, ...envelope) => {
		expect(() => refuseDoubled(json, envelope)).not.toThrow();
	});
});
