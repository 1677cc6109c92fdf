import { buffer } from 'node:stream/consumers';
import { TextDecoder } from 'node:util';

import { unreadableFile, type OutgoingRequest, type StreamBody } from '../../delivery';

/** A body for people to read. `bytes` is its size in any case. */
export type ShownBody =
	| { kind: 'none'; bytes: 0 }
	| { kind: 'text'; bytes: number; text: string }
	/** `text` is the decoded text, if the bytes are text in another charset, or compressed. */
	| { kind: 'bytes'; bytes: number; text?: string };

/** A longer body is not shown. */
const LONGEST_SHOWN_BYTES = 1_000_000;

/**
 * The body as text, if it is text and not too long.
 * @throws WebhookFailure `request` if a file cannot be read
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

/** The text for an item or a log; a body that is not text is described by its size. */
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
