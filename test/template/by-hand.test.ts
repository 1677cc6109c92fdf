import { escapedByHand, jsonSentAsText, referencesByHand } from '../../nodes/CustomWebhook/template';

it.each([
	`{{ note.replace(/\\n/g, '\\\\n') }}`,
	`{{ JSON.stringify(note).replace(/^"|"$/g, "") }}`,
	'{{ JSON.stringify(note).substring(1, JSON.stringify(note).length - 1) }}',
	'{{ note.toJsonString().slice(1).slice(0, -1) }}',
	'{{ JSON.stringify(note).slice(1, -1) + "!" }}',
	'{{ `Note: ${JSON.stringify(note).slice(1, -1)}` }}',
	String.raw`{{ note.split('\n').join('\\n') }}`,
])('an expression whose backslashes are sent is found: %s', (placeholder) => {
	expect(escapedByHand(`{"a":"${placeholder}"}`)).toEqual([placeholder]);
});

it.each([
	'{{ JSON.stringify(note).slice(1, -1) }}',
	'{{ JSON.stringify(note) }}',
	"{{ note.replaceAll('\"', '\\\\\"') }}",
	String.raw`{{ note.split('"').join('\\"') }}`,
	'{{ note + "!" + other }}',
	'{{ note.replace(/a/g, "b").slice(1) }}',
	'{{note}}',
])('one whose backslashes are understood, or that has none, is not: %s', (placeholder) => {
	expect(escapedByHand(`{"a":"${placeholder}"}`)).toEqual([]);
});

it.each([
	'{{ `${JSON.stringify(x)}` }}',
	'{{ JSON.stringify(x) + "" }}',
	'{{ "" + x.toJsonString() + " " }}',
	'{{ JSON.stringify(x).trim() }}',
	"{{ JSON.stringify(x).replace(/null/g, '0') }}",
	'{{ JSON.stringify(x).toString().slice(1, -1) }}',
	'{{ x ? `${JSON.stringify(x)}` : "null" }}',
	'{{ x?.toJsonString()?.trim() }}',
	'{{ x && JSON.stringify(x) + "" }}',
])('JSON that an expression makes a text of is found outside of a string only: %s', (placeholder) => {
	expect(jsonSentAsText(`{"a": "q", "b": ${placeholder}}`)).toEqual([placeholder]);
	expect(escapedByHand(`{"b": ${placeholder}}`)).toEqual([]);
	expect(jsonSentAsText(`{"a": "${placeholder}"}`)).toEqual([]);
	expect(jsonSentAsText(` ${placeholder} `)).toEqual([]);
});

it.each([
	'{{ JSON.stringify(x) }}',
	'{{ x ? JSON.stringify(x) : "null" }}',
	'{{ `[${JSON.stringify(x)}]` }}',
	'{{ `Data: ${JSON.stringify(x)}` }}',
	'{{ "Data " + JSON.stringify(x) }}',
	'{{ JSON.stringify(JSON.stringify(x)) }}',
	'{{ JSON.stringify(x).length }}',
	'{{ JSON.stringify(x).includes("a") }}',
	'{{ `${x}` }}',
	'{{x}}',
])('what is JSON, or meant as a text, is not: %s', (placeholder) => {
	expect(jsonSentAsText(`{"b": ${placeholder}}`)).toEqual([]);
});

it.each([
	"{{ note.replace(/&/g, '&amp;').slice(0, 9) }}",
	"{{ names.map((n) => n.replace(/</g, '&lt;')).join(', ') }}",
	"{{ note.replace(/&/g, '&amp;') + other }}",
	"{{ note.replace(/&/g, '&amp;').replace(/\\n/g, '<br/>') }}",
])(
	'references that an expression wrote, and that cannot be told, are found in text and attributes: %s',
	(placeholder) => {
		expect(referencesByHand(`<a>${placeholder}</a>`, 'template')).toEqual([placeholder]);
		expect(referencesByHand(`<a b="${placeholder}"/>`, 'template')).toEqual([placeholder]);
		expect(referencesByHand(`<a><![CDATA[${placeholder}]]></a>`, 'template')).toEqual([]);
		expect(referencesByHand(`{"a":"${placeholder}"}`, 'json')).toEqual([placeholder]);
	},
);

it.each(["{{ note.replace(/&/g, '&amp;') }}", "{{ note.replaceAll('<', '&lt;').trim() }}"])(
	'those that can be told are read, but not in JSON that becomes XML: %s',
	(placeholder) => {
		expect(referencesByHand(`<a>${placeholder}</a>`, 'template')).toEqual([]);
		expect(referencesByHand(`{"a":"${placeholder}"}`, 'json')).toEqual([placeholder]);
	},
);

it.each(["{{ note.replace(/&/g, 'and') }}", "{{ note.replace(/-/g, '&amp;') }}", '{{ a && b }}', '{{note}}'])(
	'what is no reference is not: %s',
	(placeholder) => expect(referencesByHand(`<a>${placeholder}</a>`, 'template')).toEqual([]),
);

it('a text that cannot be read has nothing to tell', () => {
	expect([escapedByHand('{{'), jsonSentAsText('{{'), referencesByHand('{{', 'template')]).toEqual([
		[],
		[],
		[],
	]);
});
