import { Readable } from 'node:stream';

import { WebhookFailure } from '../failure';
import type { ResponseBody, ResponseHead } from '../delivery';
import { fileNameOf } from './file-name';
import { SEARCHED_BYTES, soapFaultInBytes } from './soap-fault-in-bytes';
import type { DecodedBody } from './types';

/** Puts a file into n8n's store, and resolves with the store's description of it. */
export type KeepFile<F> = (content: Readable, fileName: string, mimeType: string) => Promise<F>;

const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * Streams a body into the store, without ever holding it whole. An empty body makes no file.
 * @param shown hides the secrets of its name
 * @throws the error of the body's stream; WebhookFailure `response` if the store cannot take the file
 */
export async function keepBody<F>(
	head: ResponseHead,
	mediaType: string,
	body: ResponseBody,
	keepFile: KeepFile<F>,
	shown?: (name: string) => string,
): Promise<DecodedBody<F>> {
	const source = body.stream()[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
	const first = await source.next();
	if (first.done) return { body: null };

	const fileName = fileNameOf(head, mediaType, shown);
	const mimeType = mediaType || UNKNOWN_TYPE;
	const passing = new PassingBytes(first.value, source);
	try {
		const stored = await keepFile(passing.stream, fileName, mimeType);
		const file = { fileName, mimeType, bytes: passing.bytes, stored };
		const soapFault = soapFaultInBytes(passing.beginning, head.headers);
		return { body: null, file, ...(soapFault && { soapFault }) };
	} catch (error) {
		if (passing.broken !== undefined) throw passing.broken;
		if (error instanceof WebhookFailure) throw error;
		throw new WebhookFailure('response', 'The file that the service sent could not be stored in n8n.', {
			description: 'Most often the disk of n8n is full, or its folder for files cannot be written.',
			cause: error,
		});
	} finally {
		passing.stream.destroy();
		await source.return?.();
	}
}

/** Counts the bytes of a stream as they pass, and keeps its beginning and its error. */
class PassingBytes {
	bytes = 0;
	broken: unknown;
	private readonly beginnings: Buffer[] = [];
	readonly stream: Readable;

	constructor(first: Buffer, rest: AsyncIterator<Buffer>) {
		this.stream = Readable.from(this.pass(first, rest), { objectMode: false });
		// The reader handles the error; this avoids an uncaught one after the reader detaches.
		this.stream.on('error', () => undefined);
	}

	get beginning(): Buffer {
		return Buffer.concat(this.beginnings);
	}

	private async *pass(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
		for (let chunk: Buffer | undefined = first; chunk !== undefined; chunk = await this.next(rest)) {
			if (this.bytes < SEARCHED_BYTES)
				this.beginnings.push(chunk.subarray(0, SEARCHED_BYTES - this.bytes));
			this.bytes += chunk.length;
			yield chunk;
		}
	}

	private async next(rest: AsyncIterator<Buffer>): Promise<Buffer | undefined> {
		try {
			const next = await rest.next();
			return next.done ? undefined : next.value;
		} catch (error) {
			this.broken = error;
			throw error;
		}
	}
}
