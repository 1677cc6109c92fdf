import {
	flag,
	headerText,
	listedValues,
	memberName,
	numberIn,
	oneOf,
	pathOf,
	requirePath,
	statusCodes,
} from '../../nodes/CustomWebhook/settings/checks';
import { failureOf } from '../template/render';

/** The message of a mistake, which names the field. */
function mistakeOf(check: () => unknown): string {
	const failure = failureOf(check);
	expect(failure).toMatchObject({ kind: 'request', field: 'options.field' });
	return failure.message;
}

const FIELD = 'options.field';

it('One of several values is taken as it is, another one is refused with all of them', () => {
	expect(oneOf(FIELD, 'a', ['a', 'b'])).toBe('a');
	expect(mistakeOf(() => oneOf(FIELD, 'A', ['a', 'b']))).toBe(
		'"options.field" is "A"; it takes one of a, b',
	);
});

it.each([
	['', 'empty'],
	[undefined, 'empty'],
	[null, 'empty'],
	[0, '0'],
	[['a'], '["a"]'],
	['0', '"0"'],
])('What is refused, %j, is shown as %s', (value, shown) => {
	expect(mistakeOf(() => oneOf(FIELD, value, ['a']))).toBe(
		`"options.field" is ${shown}; it takes one of a`,
	);
});

describe('A number', () => {
	const WHOLE = { min: 1, max: 3, unit: 'requests', integer: true };
	const ANY = { ...WHOLE, integer: false };

	it.each<[unknown, number]>([
		[1, 1],
		[3, 3],
		['2', 2],
		[' 2 ', 2],
	])('is taken from one end of its range to the other, also as text: %j', (value, number) => {
		expect(numberIn(FIELD, value, WHOLE)).toBe(number);
		expect(numberIn(FIELD, value, ANY)).toBe(number);
	});

	it.each([0, 3.5, 4, '0', '4', '', ' ', 'two', '2 s', null, undefined, true, [2], NaN])(
		'is refused elsewhere, and so is what is no number: %j',
		(value) => {
			expect(mistakeOf(() => numberIn(FIELD, value, WHOLE))).toMatch(
				/^"options\.field" is .+; it takes a whole number of requests from 1 to 3$/,
			);
			expect(mistakeOf(() => numberIn(FIELD, value, ANY))).toMatch(
				/^"options\.field" is .+; it takes a number of requests from 1 to 3$/,
			);
		},
	);

	it('is whole if its range is', () => {
		expect(numberIn(FIELD, 1.5, ANY)).toBe(1.5);
		expect(mistakeOf(() => numberIn(FIELD, 1.5, WHOLE))).toMatch('a whole number');
	});
});

it('A flag is true or false, also as text, and nothing else', () => {
	expect([true, 'true', false, 'false'].map((value) => flag(FIELD, value))).toEqual([
		true,
		true,
		false,
		false,
	]);
	for (const value of ['yes', 1, 0, '', undefined])
		expect(mistakeOf(() => flag(FIELD, value))).toMatch(/; it takes true or false$/);
});

it('A list of status codes matches its codes, or is refused with an example', () => {
	expect([200, 304, 404].map(statusCodes(FIELD, '2xx, 304'))).toEqual([true, true, false]);
	expect(mistakeOf(() => statusCodes(FIELD, 'ok'))).toBe(
		'"options.field" is "ok"; it takes status codes and ranges separated by commas, such as 2xx, 304, 500-599',
	);
});

it('A path is read, or refused with its mistake', () => {
	expect(pathOf(FIELD, '')).toHaveLength(0);
	expect(pathOf(FIELD, 'result.status')).toHaveLength(2);
	expect(mistakeOf(() => pathOf(FIELD, 'a['))).toMatch(/^"options\.field": ./);
});

it('Listed values are trimmed, and those that are empty are none', () => {
	expect(listedValues('state', ' done , ,ok,')).toMatchObject({ text: 'state', values: ['done', 'ok'] });
	expect(listedValues('state', ' , ')).toBeUndefined();
	expect(listedValues('state', '')).toBeUndefined();
});

it('A path that is required is not empty', () => {
	expect(() => requirePath(FIELD, 'id', 'the path of the ID')).not.toThrow();
	expect(mistakeOf(() => requirePath(FIELD, '', 'the path of the ID'))).toBe(
		'"options.field" is empty; it takes the path of the ID',
	);
});

it('A member of the item has a plain name that no object has by itself', () => {
	expect(memberName(FIELD, 'promo')).toBe('promo');
	expect(mistakeOf(() => memberName(FIELD, '{{a}}'))).toMatch('is "{{a}}", which has a placeholder');
	expect(mistakeOf(() => memberName(FIELD, '__proto__'))).toBe(
		'"options.field" cannot be "__proto__": choose another name',
	);
});

it('Text for a header has only characters that a header takes', () => {
	expect(headerText(FIELD, 'a b', 'x')).toBe('a b');
	expect(mistakeOf(() => headerText(FIELD, 'a\nb', 'order-7'))).toBe(
		'"options.field" takes text such as order-7, and has a character that no header takes',
	);
});
