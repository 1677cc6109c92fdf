import { planEnvelope } from '../../../nodes/CustomWebhook/request/batch/envelope';
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
