/**
 * undici's inner modules, typed. Its main entry is never imported: loading it sets the process's global dispatcher,
 * which would change `fetch` for all of n8n. The modules themselves leave the process as it is.
 */
declare module 'undici/lib/dispatcher/client' {
	import { Client } from 'undici';

	export = Client;
}

declare module 'undici/lib/core/util' {
	/** Raw name and value buffers, in turn, to an object with lower-case names; repeated names give an array. */
	export function parseHeaders(raw: readonly Buffer[]): Record<string, string | string[]>;
}
