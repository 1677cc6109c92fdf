import { sharedSlots } from '../../../nodes/CustomWebhook/delivery/workers';

test('where no Redis is named, there are no turns of all processes', async () => {
	const slots = sharedSlots('a', () => 0);
	await new Promise<void>((resolve) => void slots.freeAt(10, 0, () => resolve()));
	expect(slots.isDown).toBe(true);
});
