import { codePointName } from '../../nodes/CustomWebhook/formats/code-point';

it.each<[string | number, string]>([
	['\n', 'U+000A'],
	['“ and more', 'U+201C'],
	['😀', 'U+1F600'],
	[0x110000, 'U+110000'],
])('The first character of %j is called %s', (character, name) => {
	expect(codePointName(character)).toBe(name);
});
