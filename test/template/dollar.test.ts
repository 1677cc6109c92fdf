import { cutDollar, DOLLAR_AS_TEXT } from '../../nodes/CustomWebhook/template/dollar';
import { render } from './render';

const dollar = (text: string, json: object, target: 'text' | 'json' | 'xml' = 'text') =>
	render(text, json, target, { syntax: 'dollar' });

describe('the dollar syntax', () => {
	it('fills in ${path}, and leaves Handlebars alone', () => {
		expect(
			dollar('${a.b} {{a}} {{#if x}} ${users[0].t} ${@index}', { a: { b: 1 }, users: [{ t: 'T' }] }),
		).toBe('1 {{a}} {{#if x}} T 7');
	});

	it('leaves what is no path, and what is not closed, as text', () => {
		const text = '$ ${} ${a b} ${1 + 1} $a {a} ${{a}} ${"x"} ${a';
		expect(dollar(text, { a: 1 })).toBe(text);
	});

	it('encodes for the place, as Handlebars does', () => {
		expect(dollar('{"a":"${v}","b":${v}}', { v: 'x"y' }, 'json')).toBe('{"a":"x\\"y","b":"x\\"y"}');
		expect(dollar('<a b="${v}">${v}</a>', { v: '<"' }, 'xml')).toBe('<a b="&lt;&quot;">&lt;&quot;</a>');
	});

	it('keeps the white space around a placeholder', () => {
		expect(dollar(' ${a}\n${a} ', { a: 1 })).toBe(' 1\n1 ');
	});

	it('knows where each placeholder stands', () => {
		expect(cutDollar('a${ b }${c}')).toEqual([
			{ kind: 'text', text: 'a' },
			{ kind: 'handlebars', start: 1, end: 7, source: '{{ b }}', tag: 'value' },
			{ kind: 'text', text: '' },
			{ kind: 'handlebars', start: 7, end: 11, source: '{{c}}', tag: 'value' },
			{ kind: 'text', text: '' },
		]);
	});

	it('reads no value as a template', () => {
		expect(dollar('${a}', { a: '${b}{{b}}', b: 1 })).toBe('${b}{{b}}');
	});

	it('keeps ${…} that is marked as text', () => {
		expect(dollar(`${DOLLAR_AS_TEXT}a} \${a}`, { a: 1 })).toBe('${a} 1');
	});

	it('cuts in linear time where nothing is closed', () => {
		const text = '${'.repeat(500_000);
		expect(cutDollar(text)).toEqual([{ kind: 'text', text }]);
	});
});
