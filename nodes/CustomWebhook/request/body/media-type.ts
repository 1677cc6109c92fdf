import { MIMEType } from 'node:util';

/** A parsed media type (RFC 9110, section 8.3.1); undefined for a malformed one. */
export function readMediaType(contentType?: string): MIMEType | undefined {
	// most requests have no typed one, and an error takes longer than all else of a request
	if (!contentType) return undefined;
	try {
		return new MIMEType(contentType);
	} catch {
		return undefined;
	}
}

/** The charset that a content type names. */
export function charsetIn(contentType?: string): string | undefined {
	const named = readMediaType(contentType)?.params.get('charset');
	// a type that is not well-formed may still name one
	return named ?? /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1];
}

/** Whether a content type is XML (RFC 7303). */
export function isXmlType(contentType = ''): boolean {
	return /xml/i.test(contentType) && /[/+]xml$/.test(readMediaType(contentType)?.essence ?? '');
}

/**
 * The content type that an author typed for a multipart body, with the body's own boundary in it. Without it, the
 * body is unreadable; with a boundary that is known beforehand, a value could end its part.
 */
export function withBoundary(contentType: string, boundary: string): string {
	const type = readMediaType(contentType);
	if (type?.type === 'multipart') type.params.set('boundary', boundary);
	if (type) return type.type === 'multipart' ? String(type) : contentType;
	return /^\s*multipart\//i.test(contentType) ? `multipart/form-data; boundary=${boundary}` : contentType;
}
