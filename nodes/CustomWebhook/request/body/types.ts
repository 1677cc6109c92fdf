import type { NameValue, RequestBody } from '../../delivery';
import type { ItemScope } from '../../template';
import type { FileSource } from '../files';

/** A body with the headers that describe it; typed headers override these. */
export interface BuiltBody {
	content: RequestBody;
	contentType: string;
	/** Whether the author typed `contentType`, in place of the format's usual one. */
	isTypedType?: boolean;
	/** Besides the content type: `SOAPAction`. */
	headers?: readonly NameValue[];
	/** What separates the parts of a form. */
	boundary?: string;
	/** The parameter that the text came from, if it is written in the charset of its content type. */
	field?: string;
	/** The text before charset and compression, for people to read. */
	text?: string;
}

/** Typed headers that describe the body. */
export interface TypedHeaders {
	contentType?: string;
	contentEncoding?: string;
}

/** Makes the body of one item; undefined if there is nothing to send. */
export type BodyBuilder = (
	scope: ItemScope,
	files: FileSource,
	typed?: TypedHeaders,
) => BuiltBody | undefined | Promise<BuiltBody | undefined>;
