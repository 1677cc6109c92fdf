import type { TlsMemory } from './route';

/** Most kinds of connections remembered: a run that calls a thousand hosts must not fill the memory. */
const MOST_REMEMBERED = 256;

/** The one used last comes last. */
const memories = new Map<string, TlsMemory>();

/**
 * What is remembered of the TLS of connections with this key. It outlives them: most workflows call a service once in
 * minutes, when the last connection has been closed, and a resumed session (RFC 8446, section 2.2) needs no certificate,
 * in TLS 1.2 one round trip less (RFC 5077).
 */
export function tlsMemoryOf(key: string): TlsMemory {
	const memory = memories.get(key) ?? {};
	memories.delete(key);
	memories.set(key, memory);
	const [oldest] = memories.keys();
	if (oldest !== undefined && memories.size > MOST_REMEMBERED) memories.delete(oldest);
	return memory;
}
