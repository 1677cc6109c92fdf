/** Headers that belong to the connection, or to the origin that they were typed for. Names are compared without case. */

/** They belong to the connection (RFC 9110, section 7.6.1) or follow from the body; the node sets them itself. */
const OF_THE_CONNECTION = new Set([
	'connection',
	'content-length',
	'expect',
	'keep-alive',
	'proxy-connection',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
]);

/** RFC 9110 section 15.4: what a redirected request must not send to another origin. Without `-`, `_` and `.`. */
const PRIVATE_HEADER =
	/token|secret|passw|pwd|session|auth|key|signature|hmac|jwt|cookie|credential|bearer|dpop|csrf|xsrf/;

/** Whether the node sets the header of this name itself, whatever an author types. */
export function isSetByNode(name: string): boolean {
	return OF_THE_CONNECTION.has(name.toLowerCase());
}

/** Whether a header is dropped on a redirect to another origin, because its name says that it authenticates. */
export function isPrivateHeader(name: string): boolean {
	return PRIVATE_HEADER.test(name.toLowerCase().replace(/[-_.\s]+/g, ''));
}
