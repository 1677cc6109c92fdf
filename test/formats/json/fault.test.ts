import fc from 'fast-check';
import { findJsonFault } from '../../../nodes/CustomWebhook/formats/json/fault';

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

describe('finding where JSON ends', () => {
	it('finds a fault exactly where JSON.parse refuses the text', () => {
		const text = fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n0123.-eEtrufalsnN') });
		const broken = fc
			.tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', '\\', '\n'))
			.map(([json, at, character]) => {
				const cutAt = at % (json.length + 1);
				return json.slice(0, cutAt) + character + json.slice(cutAt + 1);
			});
		fc.assert(
			fc.property(fc.oneof(text, fc.json(), broken), (given) => {
				expect(findJsonFault(given) === undefined).toBe(isJson(given));
			}),
			{ numRuns: 2000 },
		);
	});

	it.each([
		['{"a":1,}', 7, 'name'],
		['[1,]', 3, 'value'],
		['{"a" 1}', 5, ':'],
		['{"a":1 "b"}', 7, ', or }'],
		['[1 2]', 3, ', or ]'],
		['{a:1}', 1, 'name or }'],
		['', 0, 'value'],
		['1 2', 2, 'the end'],
		['"a\nb"', 2, 'value'],
		['[', 1, 'value or ]'],
		['"\\x"', 1, 'value'],
	])('%j at %i, where %s should come', (text, offset, expected) => {
		expect(findJsonFault(text)).toEqual({ offset, expected });
	});

	it('depth and length do not matter', () => {
		expect(findJsonFault('['.repeat(1_000_000))).toEqual({ offset: 1_000_000, expected: 'value or ]' });
		expect(findJsonFault(`["${'x'.repeat(5_000_000)}`)?.offset).toBe(5_000_002);
		expect(findJsonFault(`["${'\\n'.repeat(6_000_000)}`)?.offset).toBe(12_000_002);
	});
});
