import { jsonStringEnd } from '../../../nodes/CustomWebhook/formats/json/string';

it.each([
	['"a" b', 3],
	['"" b', 2],
	['"a\\"b" c', 6],
	['"a\\\\" b', 5],
	['"a\\\\\\"" b', 7],
	['"a\\"', undefined],
	['"a', undefined],
])('the string at the start of %s ends at %p', (text, end) => {
	expect(jsonStringEnd(text, 0)).toBe(end);
});
