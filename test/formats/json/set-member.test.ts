import fc from 'fast-check';

import { setMember } from '../../../nodes/CustomWebhook/formats/json';

it.each<[string, string[], string, string | undefined]>([
	['{}', ['a'], '1', '{"a":1}'],
	['{ "b" : 1.0 }', ['a'], '"x"', '{ "b" : 1.0 ,"a":"x"}'],
	['{"a": [1, {"a": 2}], "b": 12345678901234567890}', ['a'], '7', '{"a": 7, "b": 12345678901234567890}'],
	['{"a":1,"a":2}', ['a'], '3', '{"a":1,"a":3}'],
	['{"\\u0061":1}', ['a'], '2', '{"\\u0061":2}'],
	['{"x":{"a":1}}', ['a'], '2', '{"x":{"a":1},"a":2}'],
	['{"v":{"first":5}}', ['v', 'after'], '"c"', '{"v":{"first":5,"after":"c"}}'],
	['{"v":null,"q":"}"}', ['v', 'after'], '"c"', '{"v":{"after":"c"},"q":"}"}'],
	['{}', ['a', 'b', 'c'], '1', '{"a":{"b":{"c":1}}}'],
	['[1]', ['a'], '1', undefined],
	['{"v":[1]}', ['v', 'a'], '1', undefined],
	['"text"', ['a'], '1', undefined],
])('In %s the value at %j becomes %s', (text, path, value, expected) => {
	expect(setMember(text, path, value)).toBe(expected);
});

it('Only the member changes, whatever else is in the object', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.string(), fc.jsonValue()),
			fc.string(),
			fc.jsonValue(),
			fc.constantFrom(undefined, 2),
			(object, name, value, indent) => {
				fc.pre(name !== '__proto__' && !Object.hasOwn(object, '__proto__'));
				const changed = setMember(
					JSON.stringify(object, null, indent),
					[name],
					JSON.stringify(value),
				);
				const expected = JSON.parse(JSON.stringify({ ...object, [name]: value })) as object;
				expect(JSON.parse(changed ?? '')).toEqual(expected);
			},
		),
	);
});
