import { AttemptLog } from '../../nodes/CustomWebhook/delivery/attempt-log';
import { WebhookFailure, type FailureKind } from '../../nodes/CustomWebhook/failure';

const logAt = (times: { now: number }) => new AttemptLog(() => times.now);
const failed = (kind: FailureKind) => new WebhookFailure(kind, 'x');

it('says of each attempt how long it was held back and how long it took', () => {
	const clock = { now: 100 };
	const log = logAt(clock);
	clock.now = 150;
	log.add(130, { statusCode: 503, written: true });
	clock.now = 400;
	log.add(350, { statusCode: 200, written: true });
	expect(log.attempts).toEqual([
		{ statusCode: 503, durationMs: 20, waitedMs: 30 },
		{ statusCode: 200, durationMs: 50, waitedMs: 200 },
	]);
	expect(log.durationMs).toBe(300);
});

it('counts the wait from where it was started anew', () => {
	const clock = { now: 0 };
	const log = logAt(clock);
	log.restartWait(70);
	clock.now = 100;
	log.add(90, { failure: failed('timeout'), written: true });
	expect(log.attempts).toEqual([{ kind: 'timeout', durationMs: 10, waitedMs: 20 }]);
});

it.each(['blocked', 'credentials', 'request', 'cancelled'] as const)(
	'does not count %s as an attempt, unless something was sent',
	(kind) => {
		const log = logAt({ now: 5 });
		log.add(5, { failure: failed(kind), written: false });
		expect(log.attempts).toEqual([]);
		log.add(5, { failure: failed(kind), written: true });
		expect(log.attempts).toEqual([{ kind, durationMs: 0, waitedMs: 0 }]);
	},
);

it.each(['dns', 'connect', 'tls', 'timeout', 'network'] as const)(
	'counts %s as an attempt, although nothing was sent',
	(kind) => {
		const log = logAt({ now: 5 });
		log.add(5, { failure: failed(kind), written: false });
		expect(log.attempts).toEqual([{ kind, durationMs: 0, waitedMs: 0 }]);
	},
);

it('counts the next wait from the end of what was no attempt', () => {
	const clock = { now: 0 };
	const log = logAt(clock);
	clock.now = 40;
	log.add(30, { failure: failed('blocked'), written: false });
	clock.now = 60;
	log.add(50, { statusCode: 200, written: true });
	expect(log.attempts).toEqual([{ statusCode: 200, durationMs: 10, waitedMs: 10 }]);
});
