/** The description of a connection before it is opened. */
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';

import type { Proxy } from './proxy';

/** One run's TLS settings. */
export interface TlsSettings {
	/** The loaded material; undefined for Node's own trust store and no client certificate. */
	context?: SecureContext;
	ignoreSslIssues: boolean;
	/** Distinguishes connections that cannot be shared. */
	fingerprint: string;
}

/** Where a connection leads, and how. */
export interface Route {
	origin: string;
	hostname: string;
	port: number;
	secure: boolean;
	proxy?: Proxy;
	/** Whether the proxy gets the request itself, with its whole URL, instead of opening a tunnel. */
	forwarded: boolean;
	tls: TlsSettings;
	/** For the connection to the proxy itself, which never sees a client certificate. */
	proxyTls: TlsSettings;
}

/** What is remembered of an origin's TLS, for its next connection. */
export interface TlsMemory {
	/** Makes the next handshake one round trip shorter. */
	session?: Buffer;
	/** A handshake that resumed a session failed: this server gets full ones. */
	resumesBadly?: boolean;
	/** The server asked for a client certificate. */
	asksForCertificate?: boolean;
}

/** A connection being opened: what to close if it is cancelled. */
export interface Opening {
	cancelled: boolean;
	socket?: Socket;
}
