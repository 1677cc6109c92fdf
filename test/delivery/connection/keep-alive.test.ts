import { idleTime } from '../../../nodes/CustomWebhook/delivery/connection/keep-alive';

test.each([
	[undefined, 4000],
	['', 4000],
	['max=5', 4000],
	['xtimeout=5', 4000],
	['timeout=soon', 4000],
	['timeout=5', 4000],
	['timeout=3', 2000],
	['Timeout=3', 2000],
	['TIMEOUT = 3, max=100', 2000],
	['max=100,timeout="3"', 2000],
	[['max=100', 'timeout=3'], 2000],
	['timeout=60', 59_000],
	['timeout=1', 0],
	['timeout=0', 0],
	['timeout=99999', 60_000],
])('after a response with Keep-Alive: %j a connection is kept for %i ms', (keepAlive, ms) => {
	expect(idleTime(keepAlive)).toBe(ms);
});
