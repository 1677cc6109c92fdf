import { render } from '../render';

describe('values in text', () => {
	it('stand as they are, lone surrogates aside', () => {
		expect(render('{{v}}', { v: '<&"\n\0é😀\ud800' })).toBe('<&"\n\0é😀\ufffd');
		expect(render('{{v}}', { v: [1, null, { a: 1 }] })).toBe('1,,{"a":1}');
	});
});
