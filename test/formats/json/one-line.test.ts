import fc from 'fast-check';

import { onOneLine } from '../../../nodes/CustomWebhook/formats/json';

it('leaves each token as it is written', () => {
	expect(onOneLine('{\r\n\t"n": 1.10e+5,\n "big": 90071992547409931,\n "t": "a\\n b" }')).toBe(
		'{"n":1.10e+5,"big":90071992547409931,"t":"a\\n b"}',
	);
});

it('leaves JSON on one line as it is, but for white space around it', () => {
	expect(onOneLine(' {"a": 1,  "b": [ ]}\t')).toBe('{"a": 1,  "b": [ ]}');
});

it('has no line break, and the same value, for any JSON', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.constantFrom('\t', '\r\n', ' \n'), (value, indent) => {
			const line = onOneLine(JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`));
			expect(line).not.toMatch(/[\r\n]/);
			expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)));
		}),
	);
});
