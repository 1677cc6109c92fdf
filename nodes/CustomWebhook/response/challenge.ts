/** Schemes of RFC 9110 section 11 that this node does not support, in lower case. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
	digest: 'Digest',
	ntlm: 'NTLM',
	negotiate: 'Negotiate (Kerberos)',
	hawk: 'Hawk',
	mutual: 'Mutual',
	'scram-sha-1': 'SCRAM',
	'scram-sha-256': 'SCRAM',
};

/**
 * The scheme that a service asks for with `WWW-Authenticate`, if this node does not support any that it offers;
 * undefined if it offers another one, or none.
 */
export function unsupportedScheme(header: string | string[] | undefined): string | undefined {
	const schemes = [header ?? []].flat().flatMap(schemesIn);
	if (!schemes.every((scheme) => Object.hasOwn(UNSUPPORTED, scheme))) return undefined;
	return [...new Set(schemes.map((scheme) => UNSUPPORTED[scheme]))].join(' or ') || undefined;
}

/** In lower case. Commas separate both challenges and parameters; only a parameter has a `=`. */
function schemesIn(header: string): string[] {
	const parts = header.replace(/"(?:[^"\\]|\\.)*"?/g, '""').split(',');
	return parts.flatMap((part) => {
		const [, word, isParameter] = /^\s*([\w-]+)\s*(=(?!=*$))?/.exec(part) ?? [];
		return word === undefined || isParameter ? [] : word.toLowerCase();
	});
}
