/** The certificate authorities that this Node trusts by itself. */
import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';

type Environment = Readonly<Record<string, string | undefined>>;

/** PEM texts. Added to a private authority of the author, since a redirect may lead to a public service. */
export function defaultAuthorities(environment: Environment): string[] {
	const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] };
	return getCACertificates?.('default') ?? [...tls.rootCertificates, ...extraAuthorities(environment)];
}

/** Needed before Node 22.15, whose list lacks NODE_EXTRA_CA_CERTS. Like Node, ignores a file that cannot be read. */
function extraAuthorities({ NODE_EXTRA_CA_CERTS: file }: Environment): string[] {
	if (!file) return [];
	try {
		return [readFileSync(file, 'utf8')];
	} catch {
		return [];
	}
}
