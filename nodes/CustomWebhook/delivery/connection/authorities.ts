/** The certificate authorities that this Node trusts by itself. */
import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';

type Environment = Readonly<Record<string, string | undefined>>;

/** PEM texts. With a private authority of the author they count too, since a redirect may lead to a public service. */
export function defaultAuthorities(environment: Environment): string[] {
	const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] };
	return getCACertificates?.('default') ?? [...tls.rootCertificates, ...extraAuthorities(environment)];
}

/** Node before 22.15 does not tell of NODE_EXTRA_CA_CERTS. Like Node, this passes over a file that cannot be read. */
function extraAuthorities({ NODE_EXTRA_CA_CERTS: file }: Environment): string[] {
	if (!file) return [];
	try {
		return [readFileSync(file, 'utf8')];
	} catch {
		return [];
	}
}
