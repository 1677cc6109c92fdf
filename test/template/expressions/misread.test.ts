import { failureOf, render } from '../render';

const ITEM = {
	price: 2.5,
	qty: '4',
	total: '12.5',
	date: '2026-01-02',
	contact: { id: 7 },
	id: 3,
	tags: ['a'],
	'total-sum': 9,
	rows: [{ n: 5 }, { n: 6, 'n-1': 'own' }],
};

describe('a calculation without spaces reads as a name; if there is no such field, the failure shows how to write it', () => {
	it.each([
		['{{price-1}}', 'price-1', '{{ price - 1 }}'],
		['{{ price-qty-1 }}', 'price-qty-1', '{{ price - qty - 1 }}'],
		['{{price/2}}', 'price/2', '{{ price / 2 }}'],
		['{{price/qty}}', 'price/qty', '{{ price / qty }}'],
		['{{total/2}}', 'total/2', '{{ total / 2 }}'],
		['{{-price}}', '-price', '{{ 0 - price }}'],
		['{{number price-1 2}}', 'price-1', '{{ price - 1 }}'],
		['{{default price-1 0}}', 'price-1', '{{ price - 1 }}'],
		['{{#if price-2.5}}x{{/if}}', 'price-2.5', '{{ price - 2.5 }}'],
		['{{contact.id-1}}', 'contact.id-1', '{{ contact.id - 1 }}'],
		['{{#each rows}}{{n-1}}{{/each}}', 'n-1', '{{ n - 1 }}'],
		['{{#each rows}}{{../price-n}}{{/each}}', '../price-n', '{{ ../price - n }}'],
		['{{#each tags}}{{@index-1}}{{/each}}', '@index-1', '{{ @index - 1 }}'],
		['{{#each rows as |row i|}}{{row.n-i}}{{/each}}', 'row.n-i', '{{ row.n - i }}'],
	])('%s', (text, name, written) => {
		const { kind, message } = failureOf(() => render(text, ITEM));
		expect(kind).toBe('template');
		expect(message).toContain(`there is no field named ${name}. For a calculation write ${written}.`);
	});

	it.each([
		['{{ [price, id] }}', 'Array.of(price, id)'],
		['{{json [price, contact.id]}}', 'Array.of(price, contact.id)'],
	])('a list of names: %s', (text, written) => {
		const { message } = failureOf(() => render(text, ITEM));
		expect(message).toContain(`For a list write {{ ${written} }}.`);
	});

	it.each([
		['{{total-sum}}', '9'],
		['{{first-name}}', ''],
		['{{price-x}}', ''],
		['{{contact-id}}', ''],
		['{{date-id}}', ''],
		['{{contact/id}}', '7'],
		['{{price/2/x}}', ''],
		['{{date/0}}', '2'],
		['{{tags/0}}', 'a'],
		['{{[price]}}', '2.5'],
		['{{[last name]}}', ''],
		['{{ [tags, nothing] }}', ''],
		['{{#each rows}}{{#if @last}}{{n-1}}{{/if}}{{/each}}', 'own'],
		["{{ [...tags, 'b'] }}", 'a,b'],
	])('what is a field, or cannot be a calculation, stays a name: %s', (text, expected) => {
		expect(render(text, ITEM)).toBe(expected);
	});
});
