import fc from 'fast-check';

import { MissingValues } from '../../nodes/CustomWebhook/run/missing-values';

const asItIs = (name: string) => name;

it('A name is missing where every item that was rendered lacks it', () => {
	const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
	fc.assert(
		fc.property(fc.array(names, { minLength: 1 }), (items) => {
			const missing = new MissingValues();
			for (const item of items) missing.see(new Set(item), asItIs);
			const inAll = [...new Set(items[0])].filter((name) => items.every((item) => item.includes(name)));
			expect(missing.inEveryItem()).toEqual(inAll);
		}),
	);
});

it('Without an item that was rendered nothing is missing', () => {
	expect(new MissingValues().inEveryItem()).toEqual([]);
});

it('Names are given as they may be shown', () => {
	const missing = new MissingValues();
	for (let item = 0; item < 2; item++)
		missing.see(new Set(['x("secret")', 'y']), (name) => name.replace('secret', '***'));
	expect(missing.inEveryItem()).toEqual(['x("***")', 'y']);
});

it('Where no name is left, the other items are not looked at', () => {
	const missing = new MissingValues();
	missing.see(new Set(), asItIs);
	const shown = jest.fn(asItIs);
	missing.see(new Set(['a']), shown);
	expect(shown).not.toHaveBeenCalled();
	expect(missing.inEveryItem()).toEqual([]);
});
