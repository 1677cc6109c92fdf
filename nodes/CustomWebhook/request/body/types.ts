import type { NameValue, RequestBody } from '../../delivery';
import type { ItemScope } from '../../template';
import type { FileSource } from '../files';

/** A body with the headers that describe it; the author's own headers win over these. */
export interface BuiltBody {
	content: RequestBody;
	contentType: string;
	/** The author typed `contentType`: it is not the usual one of the format. */
	isTypedType?: boolean;
	/** Besides the content type: `SOAPAction`. */
	headers?: readonly NameValue[];
	/** What separates the parts of a form. */
	boundary?: string;
	/** The parameter that the text came from, if it is written in the charset of its content type. */
	field?: string;
	/** What `content` is before charset and compression, for people to read. */
	text?: string;
}

/** Headers that the author typed, and that say how the body is written. */
export interface TypedHeaders {
	contentType?: string;
	contentEncoding?: string;
}

/** Makes the body of one item; nothing if there is nothing to send. */
export type BodyBuilder = (
	scope: ItemScope,
	files: FileSource,
	typed?: TypedHeaders,
) => BuiltBody | undefined | Promise<BuiltBody | undefined>;
