import { failureOf, render, scopeOf, OPTIONS } from '../render';
import { compileTemplate } from '../../../nodes/CustomWebhook/template';

const ITEM = { name: 'Ann', none: null, n: 3, address: { city: 'Kyiv' }, list: [{ a: 'x' }, {}] };

describe('a field without a value is nothing in a text that it is joined to', () => {
	it.each([
		["{{ 'Dr ' + last }}", 'Dr '],
		["{{ last + ' Ann' }}", ' Ann'],
		["{{ name + ' ' + last }}", 'Ann '],
		["{{ name + (' ' + last) + '!' }}", 'Ann !'],
		['{{ `${name} ${last}!` }}', 'Ann !'],
		["{{ 'x' + none + none }}", 'x'],
		["{{ 'Dr ' + address.zip }}", 'Dr '],
		["{{ 'Dr ' + (name ? last : none) }}", 'Dr '],
		["{{ ('Dr ' + last).trim() }}", 'Dr'],
		["{{#each list}}{{ 'a:' + a }};{{/each}}", 'a:x;a:;'],
		['{{ encodeURIComponent(last) }}', ''],
		['{{ encodeURI(none) }}', ''],
		['{{ String(last) + String(name) }}', 'Ann'],
		["{{ encodeURIComponent(name + ' ' + last) }}", 'Ann%20'],
		["{{ [name, last].map((each) => 'x' + each).join() }}", 'xAnn,xundefined'],
	])('%s', (text, expected) => {
		expect(render(text, ITEM)).toBe(expected);
	});

	it.each([
		['{{ n + 1 }}', '4'],
		['{{ n + last }}', ''],
		["{{ n + n + ' items' }}", '6 items'],
		['{{ n + none }}', '3'],
	])('numbers stay numbers: %s', (text, expected) => {
		expect(render(text, ITEM)).toBe(expected);
	});

	it('it counts as missing all the same', () => {
		const scope = scopeOf(ITEM);
		compileTemplate("{{ 'Dr ' + last }}", 'field', 'text', OPTIONS).render(scope);
		expect([...scope.unresolved]).toEqual(['last']);
		const { message } = failureOf(() =>
			render("{{ 'Dr ' + last }}", ITEM, 'text', { missingValues: 'fail' }),
		);
		expect(message).toContain('last has no value in this item');
	});
});

it.each([
	"{{ 'To ' + address }}",
	'{{ `To ${address}` }}',
	"{{ 'To ' + $json.address }}",
	'{{ String($json.address) }}',
	'{{ encodeURIComponent(address) }}',
	'{{ encodeURI($json.address) }}',
])('an object that is joined to a text fails the item: %s', (text) => {
	const { kind, message } = failureOf(() => render(text, ITEM));
	expect(kind).toBe('template');
	expect(message).toContain('has "[object Object]" in it. Name a field of the object');
});

it.each([
	["{{ 'Dr ' + $json.last }}", 'Dr undefined', 'undefined'],
	["{{ 'Dr ' + $json.none }}", 'Dr null', 'null'],
	["{{ $json.last * 2 + ' €' }}", 'NaN €', 'NaN'],
	["{{ $json.last + 'kg' }}", 'undefinedkg', 'undefined'],
	['{{ encodeURIComponent($json.last) }}', 'undefined', 'undefined'],
	['{{ String($json["last"]) }}', 'undefined', 'undefined'],
	["{{ 'a'.concat($json.last) }}", 'aundefined', 'undefined'],
	['{{ encodeURI($json.none) }}', 'null', 'null'],
])('JavaScript’s word for a missing value in a text is told: %s', (text, expected, word) => {
	const scope = scopeOf(ITEM);
	expect(compileTemplate(text, 'field', 'text', OPTIONS).render(scope)).toBe(expected);
	expect([...scope.remarks]).toEqual([expect.stringContaining(`gave a text with the word ${word}`)]);
});

describe('a field of $json that left the word undefined in a text counts as missing', () => {
	it.each([
		["{{ 'Dr ' + $json.last }}", '$json.last'],
		['{{ encodeURIComponent($json["last"]) }}', '$json.last'],
		["{{ $json.address.zip + 'x' }}", '$json.address.zip'],
		['{{ `${$json.name} ${$json.last}` }}', '$json.last'],
		["{{#each list}}{{ 'x' + $json.last }}{{/each}}", '$json.last'],
	])('%s', (text, name) => {
		const scope = scopeOf(ITEM);
		compileTemplate(text, 'field', 'text', OPTIONS).render(scope);
		expect([...scope.unresolved]).toEqual([name]);
		const { kind, message } = failureOf(() => render(text, ITEM, 'text', { missingValues: 'fail' }));
		expect(kind).toBe('template');
		expect(message).toContain(`${name} has no value in this item`);
	});

	it.each([
		"{{ 'Dr ' + ($json.last ?? '') }}",
		"{{ 'Dr ' + ($json.last ? $json.last : 'x') }}",
		"{{ 'The word: ' + $json.word }}",
		"{{ ['undefined'].map(($json) => 'x' + $json).join() }}",
	])('no other does: %s', (text) => {
		const item = { ...ITEM, word: 'undefined' };
		expect(render(text, item, 'text', { missingValues: 'fail' })).not.toBe('');
	});
});

it.each([
	"{{ name + '!' }}",
	"{{ 'null and undefined' + name }}",
	'{{ $json.word }}',
	"{{ 'A nullable ' + $json.name }}",
])('no other text is: %s', (text) => {
	const scope = scopeOf({ name: 'Ann', word: 'null' });
	compileTemplate(text, 'field', 'text', OPTIONS).render(scope);
	expect([...scope.remarks]).toEqual([]);
});
