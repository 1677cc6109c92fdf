import { offsetIn } from '../../../nodes/CustomWebhook/formats/json/place';

const TEXT = ' {"a": [1, {"b\\"]": "x, y"}, [ "c" ]],\n"d": {}, "d": {"e": -1.5}}';

describe('the place of a part of a JSON text', () => {
	it.each<[string, Array<string | number>, string]>([
		['the whole', [], '{"a"'],
		['a member, at its name', ['a'], '"a":'],
		['a number in a list', ['a', 0], '1, {'],
		['an object in a list', ['a', 1], '{"b'],
		['a name with what JSON escapes', ['a', 1, 'b"]'], '"b\\"]": "x'],
		['a text in a list in a list', ['a', 2, 0], '"c" ]'],
		['the last of two members with one name, which is the one that counts', ['d'], '"d": {"e"'],
		['a member behind an empty object', ['d', 'e'], '"e": -1.5'],
	])('is that of %s', (_, path, begins) => {
		expect(TEXT.slice(offsetIn(TEXT, path)).slice(0, begins.length)).toBe(begins);
	});

	it('is found behind a text of a million escapes', () => {
		const long = JSON.stringify({ a: ['\\"'.repeat(1_000_000), 1] });
		expect(offsetIn(long, ['a', 1])).toBe(long.length - 3);
	});
});
