import { castTo, type DataType } from '../../../nodes/CustomWebhook/formats/json/cast';
import type { JsonValue } from '../../../nodes/CustomWebhook/formats/json/value';
import { expectProportional } from '../../support/growth';

describe('castTo', () => {
	test.each<[DataType, JsonValue, JsonValue | undefined]>([
		['auto', null, null],
		['auto', { a: 1 }, { a: 1 }],
		['string', 'a', 'a'],
		['string', '', ''],
		['string', 1.5, '1.5'],
		['string', false, 'false'],
		['string', { a: [1] }, '{"a":[1]}'],
		['string', [], '[]'],
		['string', null, undefined],
		['number', 5, 5],
		['number', '5', 5],
		['number', ' -1.5e3 ', -1500],
		['number', '007', 7],
		['number', '+.5', 0.5],
		['number', '', undefined],
		['number', ' ', undefined],
		['number', '0x10', undefined],
		['number', '5 kg', undefined],
		['number', '1,5', undefined],
		['number', 'Infinity', undefined],
		['number', '1e999', undefined],
		['number', '9007199254740992', 9007199254740992],
		['number', '9007199254740993', undefined],
		['number', true, undefined],
		['number', null, undefined],
		['number', [5], undefined],
		['boolean', true, true],
		['boolean', 'true', true],
		['boolean', ' False ', false],
		['boolean', 1, true],
		['boolean', 0, false],
		['boolean', '1', true],
		['boolean', '0', false],
		['boolean', 2, undefined],
		['boolean', 'yes', undefined],
		['boolean', '', undefined],
		['boolean', 'constructor', undefined],
		['boolean', null, undefined],
		['boolean', [true], undefined],
		['json', '{"a":[1]}', { a: [1] }],
		['json', '12345678901234567890', '12345678901234567890'],
		['json', 'null', null],
		['json', 'abc', undefined],
		['json', '', undefined],
		['json', { a: 1 }, { a: 1 }],
		['json', 5, 5],
		['json', null, null],
	])('%s of %j is %j', (dataType, value, result) => {
		expect(castTo(dataType, value)).toEqual(result);
	});

	test('a very long number is looked at in time in proportion to its length', () => {
		expect(castTo('number', '9'.repeat(1_000_000))).toBeUndefined();
		expectProportional((length) => castTo('number', '9'.repeat(length)), 1_000_000);
	});
});
