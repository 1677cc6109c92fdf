import { createScope, ownValue } from '../../nodes/CustomWebhook/template/scope';
import { compileTemplate } from '../../nodes/CustomWebhook/template';
import type { RunScope } from '../../nodes/CustomWebhook/template';
import { OPTIONS, RUN, scopeOf } from './render';

const show = (text: string, json: object, run: Partial<RunScope> = {}) =>
	compileTemplate(text, 'f', 'text', OPTIONS).render(scopeOf(json, run));

describe('what a placeholder sees', () => {
	const json = { contact: { name: 'Jo', id: 1 }, ticket: { name: 'T', no: 3 }, id: 2 };

	it("the item's fields, then those of the primary record", () => {
		expect(show('{{contact.name}} {{name}} {{id}} {{@root.name}} {{this.name}}', json)).toBe(
			'Jo Jo 2 Jo Jo',
		);
	});

	it('$json is the item alone, in blocks too', () => {
		expect(show('{{$json.name}}|{{#with contact}}{{$json.id}}{{id}}{{../id}}{{/with}}', json)).toBe(
			'|212',
		);
	});

	it('auto takes the first record of contact, opportunity, ticket, event that the item has', () => {
		expect(show('{{name}}', { event: { name: 'E' }, ticket: { name: 'T' } })).toBe('T');
		expect(show('{{name}}', { event: { name: 'E' }, contact: null })).toBe('E');
		expect(show('{{name}}', { event: { name: 'E' }, opportunity: { name: 'O' } })).toBe('O');
		expect(show('{{name}}|', {})).toBe('|');
	});

	it('another context names its record', () => {
		expect(show('{{name}}{{no}}', json, { dataContext: 'ticket' })).toBe('T3');
		const custom: Partial<RunScope> = { dataContext: 'custom', dataContextPath: ['a', '0', 'b'] };
		expect(show('{{x}}', { a: [{ b: { x: 5 } }] }, custom)).toBe('5');
		expect(show('{{x}}|', { a: 'text' }, custom)).toBe('|');
		expect(show('{{x}}', { a: { '0.b': { x: 6 } } }, custom)).toBe('6');
		expect(show('{{x}}', { 'a.0.b': { x: 7 }, a: [{ b: { x: 5 } }] }, custom)).toBe('7');
		expect(show('{{x}}', { 'a.0': { b: { x: 8 } } }, custom)).toBe('8');
	});

	it("a field of the item that is null wins over the record's", () => {
		expect(show('[{{name}}]', { ...json, name: null })).toBe('[]');
	});

	it('workflow, execution, time and index', () => {
		const text =
			'{{@workflow.id}} {{@workflow.name}} {{@execution.id}} {{@execution.mode}} {{@now}} {{@index}}';
		expect(show(text, {})).toBe('w1 Flow e1 manual 2026-02-03T04:05:06.789Z 7');
		expect(show('{{#each l}}{{@index}}{{/each}}{{@index}}', { l: [0, 0] })).toBe('017');
	});

	it('the clock is read once an item, and only where it is asked for', () => {
		const now = jest.fn(() => new Date(0));
		const scope = createScope(RUN, {}, 0, () => 0, now);
		expect(now).not.toHaveBeenCalled();
		expect(compileTemplate('{{@now}}{{@now}}', 'f', 'text', OPTIONS).render(scope)).toHaveLength(48);
		expect(now).toHaveBeenCalledTimes(1);
	});
});

describe('own values', () => {
	it('are found in objects, arrays and texts', () => {
		expect([
			ownValue({ a: 1 }, 'a'),
			ownValue(['x'], '0'),
			ownValue('xy', 'length'),
			ownValue('xy', '1'),
		]).toEqual([1, 'x', 2, 'y']);
	});

	it('are no methods, nothing inherited, and nothing of nothing', () => {
		const given: Array<[unknown, string]> = [
			[{}, 'toString'],
			[[], 'map'],
			['a', 'trim'],
			[{ f: () => 1 }, 'f'],
			[null, 'a'],
			[undefined, 'a'],
			[5, 'toFixed'],
			[{}, '__proto__'],
		];
		expect(given.map(([holder, name]) => ownValue(holder, name))).toEqual(given.map(() => undefined));
	});

	it('can have any name as data', () => {
		expect(ownValue(JSON.parse('{"__proto__":1}'), '__proto__')).toBe(1);
	});
});
