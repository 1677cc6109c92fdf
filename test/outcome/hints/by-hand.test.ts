import { writtenByHand } from '../../../nodes/CustomWebhook/outcome/hints/by-hand';
import type { BodySettings } from '../../../nodes/CustomWebhook/settings';

const told = (body: BodySettings, syntax = 'handlebars') =>
	writtenByHand({ body, templates: { syntax } } as Parameters<typeof writtenByHand>[0]);
const json = (text: string): BodySettings => ({ type: 'json', text });
const xml = (text: string, source: 'template' | 'json' = 'template'): BodySettings => ({
	type: 'xml',
	source,
	text,
	soapAction: '',
});
const AS_TEXT = '{"a":{{ `${JSON.stringify(x)}` }}}';
const BACKSLASHES = String.raw`{"a":"{{ x.replace(/\n/g, '\\n') }}"}`;
const REFERENCES = '{{ x.replace(/&/g, "&amp;").slice(0, 9) }}';

it.each([
	['JSON Body', json],
	['XML Body', (text: string) => xml(text, 'json')],
])('%s: a text of JSON, and backslashes, name the field, the placeholder and the way out', (field, body) => {
	expect(told(body(AS_TEXT))).toEqual([
		`${field}: ` +
			'{{ `${JSON.stringify(x)}` }} makes a text of JSON, and it is sent as a text, in quotes. ' +
			'To send the JSON, write the field alone, as in {{contact}}, or JSON.stringify with nothing around it.',
	]);
	expect(told(body(BACKSLASHES))).toEqual([
		expect.stringMatching(new RegExp(`^${field}: .*puts backslashes .*write the field alone`)),
	]);
});

it('references that an expression has written into XML are told once', () => {
	expect(told(xml(`<a>${REFERENCES}</a>`))).toEqual([
		expect.stringMatching(/^XML Body: .*writes references such as &amp; .*write the field alone/),
	]);
	expect(told(xml(`{"a":"${REFERENCES}"}`, 'json'))).toHaveLength(1);
});

it('nothing is told of other bodies, of other placeholders, and where nothing is wrong', () => {
	expect(told(json('{"a":"{{ JSON.stringify(x) }}","b":{{x}}}'))).toEqual([]);
	expect(told(xml('<a>{{ x.replace(/&/g, "&amp;") }}</a>'))).toEqual([]);
	expect(told({ type: 'text', text: REFERENCES, contentType: 'text/plain' })).toEqual([]);
	expect(told(json(AS_TEXT), 'dollar')).toEqual([]);
});
