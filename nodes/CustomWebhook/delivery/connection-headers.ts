/** Headers of the connection (RFC 9110, section 7.6.1), or that follow from the body. */
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

/** Whether the node sets the header of this name itself, whatever an author types. In any case. */
export function isSetByNode(name: string): boolean {
	return OF_THE_CONNECTION.has(name.toLowerCase());
}
