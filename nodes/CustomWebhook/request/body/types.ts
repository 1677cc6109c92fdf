import type { NameValue, RequestBody } from '../../delivery';
import type { ItemScope } from '../../template';
import type { FileSource } from '../files';

/** A body with the headers that describe it; the author's own headers win over these. */
export interface BuiltBody {
	content: RequestBody;
	contentType: string;
	/** Besides the content type: `SOAPAction`. */
	headers?: readonly NameValue[];
	/** What stands between the parts of a form. */
	boundary?: string;
}

/**
 * Makes the body of one item; nothing where there is nothing to send.
 * @param typedContentType the author's own `Content-Type`, which is sent in place of the body's
 */
export type BodyBuilder = (
	scope: ItemScope,
	files: FileSource,
	typedContentType?: string,
) => BuiltBody | undefined | Promise<BuiltBody | undefined>;
