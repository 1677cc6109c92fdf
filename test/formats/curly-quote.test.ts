import { curlyQuoteHint } from '../../nodes/CustomWebhook/formats/curly-quote';

test.each(['‘', '’', '‚', '“', '”', '„', '‟'])('the curly quote %s is named, wherever it stands', (quote) => {
	expect(curlyQuoteHint(`if (eq a ${quote}b”)`)).toContain(`(${quote})`);
});

test('straight quotes need no hint', () => {
	expect(curlyQuoteHint(`a "b" 'c' \`d\` «e»`)).toBeUndefined();
});
