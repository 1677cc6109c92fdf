import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate of `test/support/certificates`, with its key. */
export function certificate(
	name: 'server' | 'expired' | 'wrong-name' | 'client' | 'self-signed' | 'small-key',
): {
	cert: string;
	key: string;
} {
	return { cert: pem(`${name}.crt`), key: pem(`${name}.key`) };
}

/** The text of a file of `test/support/certificates`. */
export function pem(file: string): string {
	return readFileSync(join(__dirname, 'certificates', file), 'utf8');
}
