import { DateTime } from 'luxon';

import { checkDateFormat } from '../../nodes/CustomWebhook/template/date-format';
import { expectProportional } from '../support/growth';

it.each([
	['YYYY-MM-DD', '"YYYY" in its format, which Luxon does not know. Write yyyy-MM-dd'],
	['DD.MM.yyyy', '"DD" in its format, which is a whole date'],
	['D/M/yy', '"D" in its format, which is a whole date'],
	['%Y-%m-%d', '"%" in its format'],
	['%d/%m', '"%" in its format'],
	['yyyy-MM-ddTHH:mm:ss', '"T" in its format, which is a whole time'],
	['yyyy-MM-dd at HH:mm', '"t" in its format, which is a whole time'],
	['hh:mm A', '"A" in its format'],
	['dddd', '"dddd" in its format'],
	['yyy', '"yyy" in its format'],
	['f yyyy', '"f" in its format, which is a whole date and time'],
	["yyyy 'of Our Lord' b", '"b" in its format'],
])('a format of another library, or text without quotes, is refused: %s', (format, reason) => {
	expect(() => checkDateFormat(format)).toThrow(reason);
});

it.each([
	'yyyy-MM-dd',
	"yyyy-MM-dd'T'HH:mm:ss.SSSZZ",
	"d. MMMM yyyy, H:mm 'Uhr'",
	'ccc, dd LLL yyyy HH:mm:ss ZZZ',
	'EEEE dd/MM/yy hh:mm a z',
	"kkkk-'W'WW-c",
	'DDDD',
	'DD T',
	'DD HH:mm',
	'dd.MM.yyyy tt',
	'ffff',
	'X',
	'x',
	'q yyyyyy o ooo G GG GGGGG u uu uuu',
	"''yyyy''",
	"'YYYY-MM-DD",
	'',
	'yyyy年M月d日',
])('a format of Luxon is taken: %s', (format) => {
	expect(() => checkDateFormat(format)).not.toThrow();
});

it('no token that is taken is left by Luxon as it is', () => {
	const date = DateTime.fromISO('2026-11-30T10:20:30.456Z', { zone: 'utc', locale: 'en-US' });
	for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
		for (let count = 1; count <= 7; count++) {
			const token = letter.repeat(count);
			const isLeft = date.toFormat(token) === token;
			if (isLeft) expect(() => checkDateFormat(token)).toThrow('does not know');
			else expect(() => checkDateFormat(token)).not.toThrow();
		}
});

it('a format is read in time proportional to its length', () => {
	expectProportional((length) => {
		try {
			checkDateFormat("y'".repeat(length / 2));
		} catch {
			// refused, in time
		}
	}, 128_000);
});
