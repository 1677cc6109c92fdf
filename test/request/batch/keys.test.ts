import { BatchKeys } from '../../../nodes/CustomWebhook/request';

it('a key stays as it is for the first batch that has it, also if that is sent again', () => {
	const keys = new BatchKeys();
	expect(keys.keyFor('k', '[1,2]')).toBe('k');
	expect(keys.keyFor('k', '[1,2]')).toBe('k');
	expect(keys.keyFor('other', '[3]')).toBe('other');
});

it('another batch with the same key gets one of its own, the same each time', () => {
	const keys = new BatchKeys();
	keys.keyFor('k', '[1,2]');
	const second = keys.keyFor('k', '[3,4]');
	expect(second).toMatch(/^k-[0-9a-f]{12}$/);
	expect(keys.keyFor('k', '[3,4]')).toBe(second);
	expect(keys.keyFor('k', '[1]')).not.toBe(second);
});
