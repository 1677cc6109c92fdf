import { Readable } from 'node:stream';

import { neverLeft, type Message } from '../../../nodes/CustomWebhook/delivery/connection/relay';
import { WebhookFailure } from '../../../nodes/CustomWebhook/failure';

const failedWrite = Object.assign(new Error('EPIPE'), { code: 'EPIPE', syscall: 'write' });
const failedRead = Object.assign(new Error('ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
const closed = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
const badHeader = Object.assign(new Error('invalid header'), { code: 'UND_ERR_INVALID_ARG' });

const goesOn = (
	error: Error,
	{
		written = false,
		relays = 0,
		...message
	}: Partial<Message> & { written?: boolean; relays?: number } = {},
) => neverLeft(error, { written, relays, message: { method: 'POST', path: '/', headers: [], ...message } });

describe('a request goes on another connection', () => {
	test('where its own was gone before it was handed over', () => {
		expect([closed, failedRead, failedWrite, new Error('gone')].map((error) => goesOn(error))).toEqual([
			true,
			true,
			true,
			true,
		]);
	});

	test('where it was handed over and the write itself failed, if it was to leave in one piece', () => {
		expect(goesOn(failedWrite, { written: true })).toBe(true);
		const headers = ['x'.repeat(1000), 'y'.repeat(1000)];
		const path = '/'.repeat(1000);
		const fits = { written: true, path, headers, body: Buffer.alloc(1096) };
		expect(goesOn(failedWrite, fits)).toBe(true);
		expect(goesOn(failedWrite, { ...fits, body: Buffer.alloc(1097) })).toBe(false);
		expect(goesOn(failedWrite, { ...fits, path: `${path}/` })).toBe(false);
		expect(goesOn(failedWrite, { ...fits, headers: [...headers, 'z'] })).toBe(false);
	});

	test('with a file that nobody has read from', () => {
		const file = Readable.from(['a']);
		expect(goesOn(closed, { body: file })).toBe(true);
		expect(goesOn(closed, { body: file, written: true })).toBe(false);
		expect(goesOn(failedWrite, { body: file, written: true })).toBe(false);
		expect(goesOn(badHeader, { body: file })).toBe(false);
		file.destroy();
		expect(goesOn(closed, { body: file })).toBe(false);
	});

	test('three times, and not a fourth', () => {
		expect([2, 3, 4].map((relays) => goesOn(closed, { relays }))).toEqual([true, false, false]);
	});
});

describe('a request stays failed', () => {
	test('where the service may have acted on it', () => {
		expect(
			[closed, failedRead, new Error('gone')].map((error) => goesOn(error, { written: true })),
		).toEqual([false, false, false]);
	});

	test('where the request itself is at fault, or no connection could be opened', () => {
		expect(goesOn(badHeader)).toBe(false);
		expect(goesOn(Object.assign(new Error(), { code: 'X_UND_ERR_INVALID_ARG' }))).toBe(true);
		expect(goesOn(Object.assign(new Error(), { code: 'UND_ERR_INFO' }))).toBe(true);
		expect(goesOn(new WebhookFailure('connect', 'nothing there'))).toBe(false);
	});
});
