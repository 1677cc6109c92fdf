import { ReplyBody } from '../../../nodes/CustomWebhook/delivery/body/reply';
import { WebhookFailure } from '../../../nodes/CustomWebhook/failure';

const broken = new WebhookFailure('network', 'broke off');
const tooLarge = new WebhookFailure('response', 'too large');

test('what came before the reader is not lost, and its order holds', async () => {
	const body = new ReplyBody(() => undefined);
	body.push(Buffer.from('a'));
	const collected = body.collect(10, () => tooLarge);
	body.push(Buffer.from('b'));
	body.end();
	expect((await collected).toString()).toBe('ab');
});

test('without a reader the connection pauses, and goes on with one', async () => {
	const flow = jest.fn();
	const body = new ReplyBody(flow);
	expect(body.push(Buffer.alloc(65_535))).toBe(true);
	expect(body.push(Buffer.alloc(1))).toBe(false);
	const collected = body.collect(100_000, () => tooLarge);
	expect(flow).toHaveBeenCalled();
	body.end();
	expect(await collected).toHaveLength(65_536);
});

test('a slow reader of a stream makes the connection pause', () => {
	const body = new ReplyBody(() => undefined);
	body.stream();
	expect(body.push(Buffer.alloc(100))).toBe(true);
	expect(body.push(Buffer.alloc(70_000))).toBe(false);
});

test('over the limit it is refused, at the limit it is not', async () => {
	for (const [limit, ok] of [
		[3, true],
		[2, false],
	] as const) {
		const body = new ReplyBody(() => undefined);
		const collected = body.collect(limit, () => tooLarge);
		body.push(Buffer.from('abc'));
		body.end();
		if (ok) expect((await collected).toString()).toBe('abc');
		else await expect(collected).rejects.toBe(tooLarge);
	}
});

test('what breaks it is told to readers before and after, once it has ended to nobody', async () => {
	const body = new ReplyBody(() => undefined);
	const before = body.collect(10, () => tooLarge);
	body.fail(broken);
	await expect(before).rejects.toBe(broken);
	await expect(body.collect(10, () => tooLarge)).rejects.toBe(broken);
	expect(body.brokenBy).toBe(broken);

	const ended = new ReplyBody(() => undefined);
	ended.end();
	ended.fail(broken);
	expect(ended.brokenBy).toBeUndefined();
	expect(await ended.collect(10, () => tooLarge)).toHaveLength(0);
});
