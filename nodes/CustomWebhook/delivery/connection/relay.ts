/** Whether a request may move to another connection, because nothing of it has left this machine. Pure. */
import { Readable } from 'node:stream';

import { WebhookFailure } from '../../failure';

/** How often an unsent request moves to another connection, after the server had closed an idle one. */
const MOST_RELAYS = 3;
/** A request up to this size is one write to the kernel: if that fails, nothing of it was sent. */
const ONE_WRITE_BYTES = 4096;
/** undici's errors about the request itself; the others are about the connection. */
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
	/** How often it was moved to another connection already. */
	relays: number;
}

/**
 * Whether the error means that the connection was closed before anything of the request left this machine. Not our own
 * failures, which come from opening a connection, nor undici's about the request: another connection does not help.
 */
export function neverLeft(error: Error, { message, written, relays }: Sending): boolean {
	const { code = '', syscall } = error as NodeJS.ErrnoException;
	if (error instanceof WebhookFailure || relays >= MOST_RELAYS) return false;
	const isOfRequest = OF_THE_REQUEST.test(code);
	if (message.body instanceof Readable) return !written && !message.body.destroyed && !isOfRequest;
	return written ? syscall === 'write' && lengthOf(message, message.body) <= ONE_WRITE_BYTES : !isOfRequest;
}

/** Bytes, roughly: without HTTP's separators. */
function lengthOf({ path, headers }: Message, body: Buffer | undefined): number {
	return [path, ...headers].reduce((sum, text) => sum + text.length, body?.length ?? 0);
}
