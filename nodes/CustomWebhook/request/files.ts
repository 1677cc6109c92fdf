import type { Readable } from 'node:stream';

/** The type of a file whose own is unknown, or not allowed in a header. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** A file that an item carries, wherever n8n keeps it. */
export interface ItemFile {
	fileName: string;
	mimeType: string;
	/** Bytes. */
	length: number;
	open(): Readable | Promise<Readable>;
}

/**
 * The file in a binary field of the item at hand.
 * @throws WebhookFailure `request` if the item has no such file; `field` is the parameter that names it
 */
export type FileSource = (property: string, field: string) => Promise<ItemFile>;
