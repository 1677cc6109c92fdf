import { rememberingLast } from '../../nodes/CustomWebhook/formats';

test('the same call again gives the same result, and another call a new one', () => {
	const make = jest.fn((a: string, b: number) => ({ a, b }));
	const remembering = rememberingLast(make);
	const first = remembering('a', 1);
	expect(remembering('a', 1)).toBe(first);
	expect(remembering('a', 2)).toEqual({ a: 'a', b: 2 });
	expect(remembering('a', 1)).toEqual(first);
	expect(make).toHaveBeenCalledTimes(3);
});

test('what throws is tried again', () => {
	const make = jest.fn((): string => {
		throw new Error('no');
	});
	const remembering = rememberingLast(make);
	expect(remembering).toThrow('no');
	expect(remembering).toThrow('no');
	expect(make).toHaveBeenCalledTimes(2);
});
