/** Whether a request may go on another connection, because nothing of it has left this machine. Pure. */
import { Readable } from 'node:stream';

import { WebhookFailure } from '../../failure';

/** How often a request that never left is put on another connection, after the server had closed an idle one. */
const MOST_RELAYS = 3;
/** A request of this size goes to the kernel in one piece: a write that fails has then sent nothing of it. */
const ONE_WRITE_BYTES = 4096;
/** undici's errors are about the request, but for those that tell of the connection. */
const OF_THE_REQUEST = /^UND_ERR_(?!SOCKET|INFO)/;

/** A request as it is written to a connection. */
export interface Message {
	method: string;
	/** Path and query; the whole URL for a proxy that forwards it. */
	path: string;
	/** Names and values in turn. */
	headers: string[];
	body?: Buffer | Readable;
}

/** How far a request has come. */
export interface Sending {
	message: Message;
	/** Whether it was handed to a connection. */
	written: boolean;
	/** How often it was put on another connection already. */
	relays: number;
}

/**
 * Whether the error is that of a connection which was gone before anything of the request left this machine. Our own
 * failures come from opening a connection, undici's from the request itself: neither is cured by another connection.
 */
export function neverLeft(error: Error, { message, written, relays }: Sending): boolean {
	const { code = '', syscall } = error as NodeJS.ErrnoException;
	if (error instanceof WebhookFailure || relays >= MOST_RELAYS) return false;
	const isOfRequest = OF_THE_REQUEST.test(code);
	if (message.body instanceof Readable) return !written && !message.body.destroyed && !isOfRequest;
	return written ? syscall === 'write' && lengthOf(message, message.body) <= ONE_WRITE_BYTES : !isOfRequest;
}

/** Bytes, about: what HTTP puts between the parts is left out. */
function lengthOf({ path, headers }: Message, body: Buffer | undefined): number {
	return [path, ...headers].reduce((sum, text) => sum + text.length, body?.length ?? 0);
}
