import { compileTemplate } from '../../../nodes/CustomWebhook/template';
import { OPTIONS, render, scopeOf } from '../render';

const ITEM = { x: 'a b&é', s: '\ud800' };

describe('values of a query or a form', () => {
	it.each([
		['{{x}}', 'a b&é'],
		['<{{x}}>', '<a b&é>'],
		['{{urlEncode x}}', 'a b&é'],
		['<{{urlEncode x}}>', '<a b&é>'],
		['{{urlEncode s}}', '\ufffd'],
		['{{upper (urlEncode "a b")}}', 'A%20B'],
		['{{json x}}', '"a b&é"'],
		['{{number "1.50"}}', '1.50'],
	])('%s is %j before the whole is percent-encoded, once', (template, expected) => {
		expect(render(template, ITEM, 'query')).toBe(expected);
		expect(compileTemplate(template, 'f', 'query', OPTIONS).renderValue(scopeOf(ITEM))).toBe(expected);
	});
});
