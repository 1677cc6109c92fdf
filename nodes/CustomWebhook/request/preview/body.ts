import { buffer } from 'node:stream/consumers';
import { TextDecoder } from 'node:util';

import { unreadableFile, type OutgoingRequest, type StreamBody } from '../../delivery';

/** A body as a person can look at it. `bytes` is its size, whatever it is. */
export type ShownBody =
	| { kind: 'none'; bytes: 0 }
	| { kind: 'text'; bytes: number; text: string }
	/** `text` is what the bytes mean, if they are a text in another charset, or compressed. */
	| { kind: 'bytes'; bytes: number; text?: string };

/** More than that is not shown: it is for reading. */
const LONGEST_SHOWN_BYTES = 1_000_000;

/**
 * The body as text, where it is text and not too long to read.
 * @throws WebhookFailure `request` where a file cannot be read
 */
export async function showBody({
	body,
	bodyText,
}: Pick<OutgoingRequest, 'body' | 'bodyText'>): Promise<ShownBody> {
	if (body === undefined) return { kind: 'none', bytes: 0 };
	if (typeof body === 'string') return { kind: 'text', bytes: Buffer.byteLength(body), text: body };
	const bytes = body.length;
	if (bodyText !== undefined && bodyText.length <= LONGEST_SHOWN_BYTES)
		return { kind: 'bytes', bytes, text: bodyText };
	if (bytes > LONGEST_SHOWN_BYTES) return { kind: 'bytes', bytes };
	const content = Buffer.isBuffer(body) ? body : await contentOf(body);
	const text = textOf(content);
	return text === undefined ? { kind: 'bytes', bytes } : { kind: 'text', bytes, text };
}

/** The text to put on an item or into a log: what is no text is told by its size. */
export function shownText(body: ShownBody): string | null {
	if (body.kind === 'none') return null;
	return ('text' in body ? body.text : undefined) ?? `(${body.bytes} bytes)`;
}

async function contentOf(body: StreamBody): Promise<Buffer> {
	try {
		return await buffer(await body.open());
	} catch (thrown) {
		throw unreadableFile(thrown);
	}
}

function textOf(content: Buffer): string | undefined {
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
		return text.includes('\0') ? undefined : text;
	} catch {
		return undefined;
	}
}
