import { isDecimal } from '../../nodes/CustomWebhook/formats/decimal';
import { expectProportional } from '../support/growth';

it.each(['0', '-1.50', '+.5', '5.', '1e3', '1.5E-7'])('%s is a decimal number', (text) => {
	expect(isDecimal(text)).toBe(true);
});

it.each(['', '.', '1,5', '0x10', 'Infinity', '1e', ' 1', '1 '])('%j is none', (text) => {
	expect(isDecimal(text)).toBe(false);
});

it('Digits followed by a letter take time in proportion to their number', () => {
	expectProportional((length) => isDecimal(`${'1'.repeat(length)}x`), 5_000_000);
});
