import type * as dns from 'node:dns/promises';

import { systemTools } from '../../nodes/CustomWebhook/delivery';

afterEach(() => void jest.useRealTimers());

test('a sleep takes its time, to the millisecond', async () => {
	jest.useFakeTimers();
	const woken = jest.fn();
	void systemTools().sleep(30, new AbortController().signal).then(woken);
	await jest.advanceTimersByTimeAsync(29);
	expect(woken).not.toHaveBeenCalled();
	await jest.advanceTimersByTimeAsync(1);
	expect(woken).toHaveBeenCalled();
});

test('a sleep may be longer than a timer of Node.js takes', async () => {
	jest.useFakeTimers();
	const woken = jest.fn();
	const month = 30 * 86_400_000;
	void systemTools().sleep(month, new AbortController().signal).then(woken);
	await jest.advanceTimersByTimeAsync(month - 1);
	expect(woken).not.toHaveBeenCalled();
	await jest.advanceTimersByTimeAsync(1);
	expect(woken).toHaveBeenCalled();
});

test('a sleep is ended by its signal, at once and beforehand', async () => {
	const stop = new AbortController();
	const sleeping = systemTools().sleep(60_000, stop.signal);
	stop.abort(new Error('enough'));
	await expect(sleeping).rejects.toThrow('enough');
	await expect(systemTools().sleep(60_000, stop.signal)).rejects.toThrow('enough');
});

test('a name is looked up for all its addresses', async () => {
	expect(await systemTools().lookup('127.0.0.1')).toEqual([{ address: '127.0.0.1', family: 4 }]);
});

test('the order of addresses is left to Node, which may have been told one (--dns-result-order)', async () => {
	const spy = jest.spyOn(jest.requireActual<typeof dns>('node:dns/promises'), 'lookup');
	await systemTools().lookup('127.0.0.1');
	expect(spy).toHaveBeenCalledWith('127.0.0.1', { all: true });
	spy.mockRestore();
});

test('each tool can be replaced', () => {
	expect(systemTools({ random: () => 0.25 }).random()).toBe(0.25);
	expect(systemTools().environment).toBe(process.env);
});
