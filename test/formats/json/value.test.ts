import { isObject, setOwn } from '../../../nodes/CustomWebhook/formats/json/value';

describe('isObject', () => {
	test.each([
		[{}, true],
		[Object.create(null), true],
		[[], false],
		[null, false],
		['text', false],
		[undefined, false],
	])('%p is %p', (value, result) => {
		expect(isObject(value)).toBe(result);
	});
});

describe('setOwn', () => {
	test.each(['a', '__proto__', 'constructor'])('sets %p as a member of the object alone', (name) => {
		const target = {};
		setOwn(target, name, { polluted: true });
		setOwn(target, name, { polluted: 'twice' });
		expect(Object.entries(target)).toEqual([[name, { polluted: 'twice' }]]);
		expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});
});
