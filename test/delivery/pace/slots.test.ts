import { OwnSlots } from '../../../nodes/CustomWebhook/delivery/pace/slots';

it("This process's own turns are always known, and one interval apart", () => {
	const slots = new OwnSlots();
	expect(slots.isDown).toBe(false);
	expect(slots.freeAt(100)).toBeLessThanOrEqual(0);
	slots.take(1000);
	expect(slots.isDown).toBe(false);
	expect(slots.freeAt(100)).toBe(1100);
	expect(slots.freeAt(250)).toBe(1250);
});
