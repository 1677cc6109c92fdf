/** Detects that the end of a connection may be unread in the kernel, because this process was busy. */
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

/** Shorter than any service's idle timeout. */
const QUIET_MS = 50;
/** After so many busy turns of the event loop, waiting ends. */
export const MOST_LOOKS = 20;

/** Measures how long this process has not read from its sockets. */
export class Look {
	private readonly at = performance.now();

	/** Whether so little time has passed that the state is still valid. */
	get isRecent(): boolean {
		return performance.now() - this.at < QUIET_MS;
	}
}

/**
 * Resolves when the events of all sockets have run. The first turn of the event loop may have asked the kernel before
 * the end of a connection arrived, so it takes two.
 */
export async function seeSockets(): Promise<void> {
	for (let looks = 0; looks < MOST_LOOKS; looks++) {
		const look = new Look();
		await new Promise(setImmediate);
		await new Promise(setImmediate);
		if (look.isRecent) return;
	}
}

/**
 * Resolves with the socket if it is still open and silent, so that a request may be written to it.
 *
 * @throws the error that ended it: nothing has been sent, so another connection can be used
 */
export async function stillOpen(socket: Socket): Promise<Socket> {
	await seeSockets();
	if (socket.errored) throw socket.errored;
	if (socket.readyState !== 'open')
		throw new Error('The connection was closed before the request was sent');
	// undici's message for unexpected bytes
	if (socket.readableLength > 0)
		throw Object.assign(new Error('bad response'), { data: socket.read() as Buffer });
	return socket;
}
