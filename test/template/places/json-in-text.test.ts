import fc from 'fast-check';

import { render } from '../render';

const ITEM = {
	note: 'say "hi"\n\\ end',
	n: 5,
	none: null,
	list: ['a"', 'b'],
	o: { a: '"' },
	json: '{"x":1}',
};
const TARGETS = ['query', 'header', 'part'] as const;

describe('a text that is typed as JSON in a row or a header', () => {
	it.each([
		['{"text":"{{note}}"}', { text: ITEM.note }],
		['{ "text": "{{ note.trim() }}" }', { text: ITEM.note }],
		['["{{note}}", {{n}}]', [ITEM.note, 5]],
		['[{"a":{{n}},"b":{{none}},"c":{{nothing}}}]', [{ a: 5, b: null, c: null }]],
		['{"a":{{list}},"b":{{o}},"c":{{note}}}', { a: ITEM.list, b: ITEM.o, c: ITEM.note }],
		['{"a":{{json note}},"b":{{ JSON.stringify(o) }}}', { a: ITEM.note, b: ITEM.o }],
		['{"a":"{{ JSON.stringify(note).slice(1, -1) }}"}', { a: ITEM.note }],
		['{"a":{{json}}}', { a: { x: 1 } }],
		['{"a":[{{#each list}}"{{this}}"{{#unless @last}},{{/unless}}{{/each}}]}', { a: ITEM.list }],
	])('has values as a JSON body has: %s', (text, expected) => {
		for (const target of TARGETS) expect(JSON.parse(render(text, ITEM, target))).toEqual(expected);
	});

	it('has what an expression has encoded for a URL once only', () => {
		expect(render('{"a":"{{urlEncode note}}"}', ITEM, 'query')).toBe(
			`{"a":${JSON.stringify(ITEM.note)}}`,
		);
	});

	it('stays JSON, whatever the value', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (note) => {
				const text = render('{"text":"{{note}}"}', { note }, 'part');
				expect(JSON.parse(text)).toEqual({ text: note.toWellFormed() });
			}),
		);
	});
});

describe('a parameter that is typed as JSON in a URL or a form', () => {
	const parametersOf = (text: string, target: 'url' | 'form') =>
		new URLSearchParams(
			target === 'form'
				? render(text, ITEM, target)
				: render(`https://a.test/?${text}`, ITEM, target).slice(15),
		);

	it.each([
		['payload={"text":"{{note}}","n":{{n}}}', { text: ITEM.note, n: 5 }],
		[
			'a={{note}}&payload={"a":{{list}},"b":"{{note}} {{n}}"}&b={{note}}',
			{ a: ITEM.list, b: `${ITEM.note} 5` },
		],
		['payload=[{"a":{{json}},"b":{{none}}}]', [{ a: { x: 1 }, b: null }]],
		['payload={"a":"{{ JSON.stringify(note).slice(1, -1) }}"}', { a: ITEM.note }],
		['payload={"a":{{ JSON.stringify(o) }},"b":"{{note}}"}', { a: ITEM.o, b: ITEM.note }],
		[
			'payload=%7B%22a%22%3A%22{{note}}%22%2C%20%22b%22%3A%22{{note}}%22%7D',
			{ a: ITEM.note, b: ITEM.note },
		],
	])('has values as a JSON body has: %s', (text, expected) => {
		for (const target of ['url', 'form'] as const) {
			const parameters = parametersOf(text, target);
			expect(JSON.parse(parameters.get('payload') ?? '')).toEqual(expected);
			for (const name of ['a', 'b']) expect(parameters.get(name) ?? ITEM.note).toBe(ITEM.note);
		}
	});

	it.each(['a={{note}}', 'a=x{{note}}', 'a={b}{{note}}', 'a=[{{note}}', 'a={"b":1}&c={{note}}'])(
		'any other has them as they are: %s',
		(text) => {
			for (const target of ['url', 'form'] as const)
				expect([...parametersOf(text, target).values()].at(-1)).toBe(
					text.slice(text.lastIndexOf('=') + 1).replace('{{note}}', ITEM.note),
				);
		},
	);
});

it.each([
	['{{note}}', ITEM.note],
	['{name} {{note}}', `{name} ${ITEM.note}`],
	['[{{note}}]', `[${ITEM.note}]`],
	['{"a" {{note}}', `{"a" ${ITEM.note}`],
	['"{{note}}"', `"${ITEM.note}"`],
	['{{{json}}}', ITEM.json],
])('any other text has them as they are: %s', (text, expected) => {
	expect(render(text, ITEM, 'part')).toBe(expected);
});

it('so has a body of type Text', () => {
	expect(render('{"text":"{{note}}"}', ITEM, 'text')).toBe(`{"text":"${ITEM.note}"}`);
});
