import { MIMEType } from 'node:util';

import type { NameValue } from '../../delivery';

/** The boundary that an author's own content type names. */
export function boundaryIn(contentType: string | undefined): string | undefined {
	return readMultipart(contentType)?.params.get('boundary') ?? undefined;
}

/** The headers, with the body's boundary in a multipart type that names none: without it nobody could read the body. */
export function withBoundary(headers: readonly NameValue[], boundary: string): NameValue[] {
	return headers.map(([name, value]): NameValue => {
		const type = name.toLowerCase() === 'content-type' ? readMultipart(value) : undefined;
		return type && !type.params.has('boundary')
			? [name, `${value}; boundary=${boundary}`]
			: [name, value];
	});
}

function readMultipart(contentType = ''): MIMEType | undefined {
	try {
		const type = new MIMEType(contentType);
		return type.type === 'multipart' ? type : undefined;
	} catch {
		return undefined;
	}
}
