import { Readable } from 'node:stream';

import type { ResponseHead } from '../delivery';
import type { JsonObject, JsonValue } from '../formats/json';
import { contentTypeOf, readingOf, type ContentType } from './content-type';
import { decodeBody } from './decode-body';
import { dispositionOf } from './file-name';
import { keepBody, type KeepFile } from './kept-file';
import { partsOf, type Part } from './multipart';
import type { SoapFault } from './soap-fault';
import type { DecodedBody } from './types';

/** How files are kept. */
export interface Keeping<F> {
	/** The field of the first file; the others have `_1`, `_2` … added. */
	property: string;
	keepFile: KeepFile<F>;
	/** Hides the secrets of a file's name. */
	shown?: ((name: string) => string) | undefined;
}

/** Nested multipart parts are read down to this depth: an OData batch has two levels. */
const MAX_DEPTH = 4;

/**
 * A multipart body as the list of its parts: `name` and `fileName` if the part has them, `headers`, and `body`,
 * decoded by the part's type, or `file` if it is kept as a file. A malformed body is kept as one file.
 */
export async function readParts<F>(
	head: ResponseHead,
	type: ContentType,
	bytes: Buffer,
	keep: Keeping<F>,
): Promise<DecodedBody<F>> {
	const parts = partsOf(bytes, type.boundary ?? '');
	if (!parts) return await keepBody(head, type.mediaType, contentOf(bytes), keep.keepFile, keep.shown);
	const collecting: Collecting<F> = { ...keep, files: {}, read: 0 };
	const body = await listOf(parts, head, collecting, 1);
	const { files, soapFault, hasLostBytes } = collecting;
	return {
		body,
		...(hasLostBytes && { hasLostBytes }),
		...(Object.keys(files).length > 0 && { files }),
		...(soapFault && { soapFault }),
	};
}

type Collecting<F> = Keeping<F> & {
	files: Record<string, F>;
	/** How many parts without nested parts were read. */
	read: number;
	/** Of the first part, if it is a file: that is the message, the others are its attachments. */
	soapFault?: SoapFault | undefined;
	hasLostBytes?: true;
};

async function listOf<F>(
	parts: readonly Part[],
	head: ResponseHead,
	keep: Collecting<F>,
	depth: number,
): Promise<JsonValue> {
	const list: JsonValue[] = [];
	for (const part of parts) list.push(await readPart(part, head, keep, depth));
	return list;
}

async function readPart<F>(
	{ headers, content }: Part,
	head: ResponseHead,
	keep: Collecting<F>,
	depth: number,
): Promise<JsonObject> {
	const { name, filename } = dispositionOf(headers['content-disposition'] ?? '');
	const read: JsonObject = {};
	if (name) read.name = name;
	if (filename) read.fileName = filename;
	read.headers = headers;
	const type = contentTypeOf(headers);
	const reading = readingOf('auto', type);
	const inner = reading === 'multipart' && depth < MAX_DEPTH && partsOf(content, type.boundary ?? '');
	if (inner) return { ...read, body: await listOf(inner, head, keep, depth + 1) };
	const isFirst = keep.read++ === 0;
	if (reading === 'file' || reading === 'multipart') {
		const partHead: ResponseHead = { ...head, headers, url: '' };
		const { keepFile, shown } = keep;
		const kept = await keepBody(partHead, type.mediaType, contentOf(content), keepFile, shown);
		if (isFirst) keep.soapFault ??= kept.soapFault;
		const { file } = kept;
		if (!file) return { ...read, body: null };
		const { stored, ...told } = file;
		const property = nextProperty(keep);
		keep.files[property] = stored;
		return { ...read, body: null, file: { property, ...told } };
	}
	const { body, parseError, hasLostBytes } = await decodeBody(content, reading, type.charset);
	if (hasLostBytes) keep.hasLostBytes = true;
	return { ...read, body, ...(parseError === undefined ? {} : { parseError }) };
}

function nextProperty({ property, files }: Collecting<unknown>): string {
	const count = Object.keys(files).length;
	return count === 0 ? property : `${property}_${count}`;
}

const contentOf = (bytes: Buffer) => ({
	bytes: async () => await Promise.resolve(bytes),
	stream: () => Readable.from(bytes.length === 0 ? [] : [bytes]),
});
