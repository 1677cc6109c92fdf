import { HELPER_NAMES, helperOf } from '../../nodes/CustomWebhook/template/helpers';
import { failureOf, render } from './render';

const item = {
	name: ' Ann ',
	empty: '',
	zero: 0,
	no: false,
	nothing: null,
	list: [1, null, { a: 1 }],
	obj: { a: [1] },
	price: '12.50',
	big: '12345678901234567890',
	date: '2026-01-31T23:30:00Z',
};

describe('helpers', () => {
	it('are those of the contract and no others', () => {
		const names =
			'if unless each with lookup json default join upper lower trim date number eq ne and or not base64 urlEncode';
		expect([...HELPER_NAMES].sort()).toEqual(names.split(' ').sort());
		expect(helperOf('constructor')).toBeUndefined();
	});

	it.each([
		['{{json obj}}', '{"a":[1]}'],
		['{{json obj 1}}', '{\n "a": [\n  1\n ]\n}'],
		['{{json missing}}', 'null'],
		['{{default missing "x"}}', 'x'],
		['{{default nothing empty "x"}}', 'x'],
		['{{default zero "x"}}{{default no "x"}}', '0false'],
		['{{default missing nothing}}|', '|'],
		['{{join list}}', '1,,{"a":1}'],
		['{{join list "; "}}', '1; ; {"a":1}'],
		['{{join list separator="-"}}', '1--{"a":1}'],
		['{{join price}}', '12.50'],
		['{{upper name}}{{lower name}}{{trim name}}', ' ANN  ann Ann'],
		['{{upper missing}}{{trim nothing}}|', '|'],
		['{{upper zero}}', '0'],
		['{{date date}}', '2026-01-31T23:30:00.000Z'],
		['{{date date "dd.MM.yyyy"}}', '31.01.2026'],
		['{{date date "dd.MM.yyyy" "Europe/Berlin"}}', '01.02.2026'],
		['{{date date zone="Europe/Berlin" format="HH:mm"}}', '00:30'],
		['{{date missing "yyyy"}}|', '|'],
		['{{number price}}', '12.50'],
		['{{number price 1}}', '12.5'],
		['{{number big}}', '12345678901234567890'],
		['{{number "007"}} {{number "1."}} {{number ".5"}} {{number "+3"}}', '7 1 0.5 3'],
		['{{number empty}}{{number nothing}}|', '|'],
		[
			'{{eq zero "0"}} {{eq missing nothing}} {{eq nothing empty}} {{eq obj obj}}',
			'true true false true',
		],
		['{{ne zero "0"}} {{ne zero 1}}', 'false true'],
		['{{and "a" zero}} {{and 1 2}} {{#if (and missing 1)}}y{{else}}n{{/if}}', '0 2 n'],
		['{{or zero empty "a"}} {{or zero empty}}|', 'a |'],
		['{{not zero}} {{not "a"}} {{not list}}', 'true false false'],
		['{{base64 "é"}}', 'w6k='],
		['{{urlEncode "a/b c&é"}}', 'a%2Fb%20c%26%C3%A9'],
	])('%s gives %s', (template, expected) => {
		expect(render(template, item)).toBe(expected);
	});

	it('keep their types in JSON', () => {
		const text =
			'{"a":{{json obj}},"b":{{number price}},"c":{{eq 1 1}},"d":{{upper missing}},"e":"{{json obj}}","f":{{number "x1" 0}}}';
		expect(failureOf(() => render(text, item, 'json')).message).toContain('is not a number: "x1"');
		expect(render(text.replace('"x1"', '"1.6"'), item, 'json')).toBe(
			'{"a":{"a":[1]},"b":12.50,"c":true,"d":null,"e":"{\\"a\\":[1]}","f":2}',
		);
	});

	it('what is percent-encoded is not encoded again in a URL', () => {
		expect(render('https://a/{{urlEncode "b c"}}?q={{urlEncode "d&e"}}', item, 'url')).toBe(
			'https://a/b%20c?q=d%26e',
		);
	});

	it('a field may have the name of a helper', () => {
		const json = { date: 'd', number: 1, json: 'j', default: 'x', lower: 'l', if: 'i', each: 'e' };
		expect(
			render('{{date}}{{number}}{{json}}{{default}}{{lower}}{{if}}{{each}}{{upper lower}}', json),
		).toBe('d1jxlieL');
	});

	it.each([
		['{{upper}}x{{upper a b}}', /used as {{upper value}}/],
		['{{join a b c}}', /wrong number of values/],
		['{{date a formt="x"}}', /takes nothing named formt/],
		['{{number "abc"}}', /is not a number: "abc"/],
		['{{number true}}', /is not a number/],
		['{{number 1 200}}', /0 to 100 decimals/],
		['{{date "tomorrow"}}', /is not a date: "tomorrow"/],
		['{{date "2026-01-01" "yyyy" "Mars\\/Base"}}', /unknown time zone/],
		['{{if a "x"}}', /opens a block/],
		['{{upper (nope a)}}', /no helper named nope/],
	])('%s fails as a template', (template, message) => {
		const failure = failureOf(() => render(template, item));
		expect(failure.kind).toBe('template');
		expect(failure.message).toMatch(message);
	});
});
