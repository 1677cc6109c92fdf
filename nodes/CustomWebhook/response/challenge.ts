/** A scheme that a service offers with `WWW-Authenticate`, in lower case, and its parameters. */
export interface Challenge {
	scheme: string;
	/** Names in lower case, values without their quotes. */
	parameters: ReadonlyMap<string, string>;
}

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
const isScheme = (word: string) => Object.hasOwn(UNSUPPORTED, word) || word === 'basic' || word === 'bearer';

/**
 * The scheme that a service asks for with `WWW-Authenticate`, if this node does not support any that it offers;
 * undefined if it offers another one, or none.
 */
export function unsupportedScheme(header: string | string[] | undefined): string | undefined {
	const schemes = challengesIn(header).map(({ scheme }) => scheme);
	if (!schemes.every((scheme) => Object.hasOwn(UNSUPPORTED, scheme))) return undefined;
	return [...new Set(schemes.map((scheme) => UNSUPPORTED[scheme]))].join(' or ') || undefined;
}

/** A quoted string, a comma, or a word. A `=` belongs to the word, but not at the end of a `token68`, as in `YWJj==`. */
const PIECE = /("(?:[^"\\]|\\[^])*"?)|,|([^\s",=]+)(\s*=(?!=*\s*(?:,|$)))?/g;

/**
 * The challenges of `WWW-Authenticate` (RFC 9110, section 11.6.1). Commas separate both challenges and parameters, so
 * only a `=` tells a parameter from a scheme. Challenges without a comma between them are read as well.
 */
export function challengesIn(header: string | string[] | undefined): Challenge[] {
	const found: Array<{ scheme: string; parameters: Map<string, string> }> = [];
	const add = (scheme: string) => {
		const challenge = { scheme, parameters: new Map<string, string>() };
		found.push(challenge);
		return challenge;
	};
	for (const text of [header ?? []].flat()) {
		let parameter: string | undefined;
		let mayBeToken = false;
		for (const [piece, quotedText, word, equals] of text.matchAll(PIECE)) {
			const value = quotedText === undefined ? word : unquoted(quotedText);
			const isBehindScheme = mayBeToken;
			mayBeToken = false;
			if (parameter !== undefined && value !== undefined) {
				(found.at(-1) ?? add('')).parameters.set(parameter, value);
				if (equals === undefined) parameter = undefined;
			} else if (piece === ',') parameter = undefined;
			else if (word === undefined) continue;
			else if (equals !== undefined) parameter = word.toLowerCase();
			else if (!isBehindScheme || isScheme(word.toLowerCase())) {
				add(word.toLowerCase());
				mayBeToken = true;
			}
		}
	}
	return found;
}

const unquoted = (text: string) => text.replace(/^"|"$/g, '').replace(/\\([^])/g, '$1');
