import { Deadline } from '../../nodes/CustomWebhook/delivery/deadline';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { holdTime, pass, releaseTime } from '../support/held-time';

afterEach(releaseTime);

const late = new WebhookFailure('timeout', 'too late');
const stopped = new WebhookFailure('cancelled', 'stopped');
const deadline = (ms: number, signal?: AbortSignal) =>
	new Deadline(
		ms,
		() => late,
		() => stopped,
		signal,
	);
const never = () => new Promise<never>(() => undefined);

test('ends what it watches when the time is over', async () => {
	holdTime();
	const abort = jest.fn();
	const one = deadline(10);
	one.watch({ abort });
	const racing = one.race(never());
	pass(9);
	expect(abort).not.toHaveBeenCalled();
	pass(1);
	await expect(racing).rejects.toBe(late);
	expect(abort).toHaveBeenCalledWith(late);
	one.watch({ abort });
	expect(abort).toHaveBeenCalledTimes(2);
});

test('ends it at once when the signal is aborted', async () => {
	const stop = new AbortController();
	const waiting = deadline(60_000, stop.signal);
	const racing = waiting.race(never());
	stop.abort();
	await expect(racing).rejects.toBe(stopped);
	const afterwards = deadline(60_000, stop.signal);
	await expect(afterwards.race(never())).rejects.toBe(stopped);
	waiting.end();
	afterwards.end();
});

test('after its end, and for what is watched no more, nothing happens', async () => {
	holdTime();
	const abort = jest.fn();
	const stop = new AbortController();
	const one = deadline(5, stop.signal);
	one.watch({ abort })();
	const two = deadline(5, stop.signal);
	two.watch({ abort });
	two.end();
	pass(1000);
	stop.abort();
	expect(abort).not.toHaveBeenCalled();
	expect(await one.race(Promise.resolve(1)).catch((failure: unknown) => failure)).toBe(late);
});
