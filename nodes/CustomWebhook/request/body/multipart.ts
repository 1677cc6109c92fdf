import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

import type { StreamBody } from '../../delivery';
import { WebhookFailure } from '../../failure';
import { UNKNOWN_TYPE, type ItemFile } from '../files';

/** A text field of a form. */
export interface TextPart {
	kind: 'text';
	name: string;
	value: string;
	/** If not empty, it is sent as a file of this name. */
	fileName?: string;
	/** The type of the part; may be empty. */
	mimeType?: string;
	/** Line ends stay as they are. */
	isAsTyped?: true;
}

/**
 * A file of a form. `open` is called once for each sending and must give `length` bytes each time. A type that is
 * empty, or not allowed in a header, is sent as `application/octet-stream`.
 */
export interface FilePart extends ItemFile {
	kind: 'file';
	name: string;
}

export type MultipartPart = TextPart | FilePart;

const CRLF = '\r\n';

/**
 * A form as `multipart/form-data`, to the byte as the HTML standard encodes it ("multipart/form-data encoding
 * algorithm"): names and file names with `"`, CR and LF percent-encoded, line ends of names and text values
 * as CRLF. Without a file it is one buffer, with a file a stream of known length that can be opened again. The boundary
 * is random: one that is known beforehand could be in a value. `write` gives the bytes of all but the files.
 *
 * The stream fails with a WebhookFailure `request` if a file cannot be opened, or does not have its announced length.
 */
export function multipartBody(
	parts: readonly MultipartPart[],
	boundary = `----CustomWebhook-${randomUUID()}`,
	write = (text: string): Buffer => Buffer.from(text),
): { contentType: string; boundary: string; body: Buffer | StreamBody } {
	const contentType = `multipart/form-data; boundary=${boundary}`;
	const pieces = piecesOf(parts, boundary, write);
	const texts = pieces.filter((piece) => Buffer.isBuffer(piece));
	if (texts.length === pieces.length) return { contentType, boundary, body: Buffer.concat(texts) };
	return {
		contentType,
		boundary,
		body: {
			length: pieces.reduce((total, piece) => total + piece.length, 0),
			open: () => Readable.from(bytesOf(pieces), { objectMode: false }),
		},
	};
}

/** The body as the bytes between the files, and the files. */
function piecesOf(
	parts: readonly MultipartPart[],
	boundary: string,
	write: (text: string) => Buffer,
): Array<Buffer | FilePart> {
	const pieces: Array<Buffer | FilePart> = [];
	let text = '';
	for (const part of parts) {
		text += `--${boundary}${CRLF}Content-Disposition: form-data; name="${escaped(withCrlf(part.name))}"`;
		if (part.kind === 'text') {
			text += `${described(part)}${CRLF}${CRLF}${part.isAsTyped ? part.value : withCrlf(part.value)}${CRLF}`;
			continue;
		}
		const type = /^[\x20-\x7e]+$/.test(part.mimeType) ? part.mimeType : UNKNOWN_TYPE;
		text += `; filename="${escaped(part.fileName)}"${CRLF}Content-Type: ${type}${CRLF}${CRLF}`;
		pieces.push(write(text), part);
		text = CRLF;
	}
	pieces.push(write(`${text}--${boundary}--${CRLF}`));
	return pieces;
}

/** The headers of a part, besides its name. */
function described({ fileName = '', mimeType = '' }: TextPart): string {
	const file = fileName === '' ? '' : `; filename="${escaped(fileName)}"`;
	return file + (mimeType === '' ? '' : `${CRLF}Content-Type: ${mimeType}`);
}

function withCrlf(text: string): string {
	return text.replace(/\r\n|\r|\n/g, CRLF);
}

function escaped(name: string): string {
	return name.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');
}

async function* bytesOf(pieces: ReadonlyArray<Buffer | FilePart>): AsyncGenerator<Buffer> {
	for (const piece of pieces) {
		if (Buffer.isBuffer(piece)) yield piece;
		else yield* bytesOfFile(piece);
	}
}

/** A file's bytes, exactly as many as announced: any other number would garble the request. */
async function* bytesOfFile(file: FilePart): AsyncGenerator<Buffer> {
	let sent = 0;
	try {
		for await (const chunk of await file.open()) {
			const bytes = Buffer.from(chunk as Uint8Array | string);
			sent += bytes.length;
			if (sent > file.length) break;
			yield bytes;
		}
	} catch (cause) {
		if (cause instanceof WebhookFailure) throw cause;
		throw unreadable(file, 'could not be read', cause);
	}
	if (sent !== file.length) throw unreadable(file, `is not ${file.length} bytes long any more`);
}

function unreadable(file: FilePart, what: string, cause?: unknown): WebhookFailure {
	return new WebhookFailure('request', `The file "${file.fileName}" of the field "${file.name}" ${what}.`, {
		field: `multipartFields.${file.name}`,
		cause,
	});
}
