/** One socket, TCP or TLS. If this fails, nothing of a request was sent. */
import type { LookupAddress } from 'node:dns';
import * as net from 'node:net';
import * as tls from 'node:tls';

import type { WebhookFailure } from '../../failure';
import { connectFailure } from '../errors';
import { tlsFailure, type SeenCertificate } from '../tls-errors';
import type { Opening, Route, TlsMemory } from './route';

/**
 * How long each of several addresses is tried. Node's 250 ms are too short for a distant service, or while
 * n8n is busy. RFC 8305 (section 8) allows 2 s at most.
 */
const ONE_ADDRESS_MS = 2000;

/** @throws WebhookFailure (`connect`) */
export function connectTcp(
	route: Pick<Route, 'hostname' | 'port'>,
	addresses: LookupAddress[],
	opening: Opening,
	details: { field?: string } = {},
): Promise<net.Socket> {
	const socket = net.connect({ ...pinned(route, addresses), noDelay: true, keepAlive: true });
	return settle(socket, 'connect', opening, (error) => connectFailure(error, hostAndPort(route), details));
}

/** @throws WebhookFailure (`connect`, `tls`) */
export function connectTls(
	route: Pick<Route, 'hostname' | 'port' | 'tls'>,
	over: { addresses: LookupAddress[] } | { socket: net.Socket },
	memory: TlsMemory,
	opening: Opening,
): Promise<net.Socket> {
	const under = 'socket' in over ? { socket: over.socket } : pinned(route, over.addresses);
	const name = route.hostname.replace(/\.$/, '');
	const socket = tls.connect({
		...under,
		host: name,
		servername: net.isIP(name) ? '' : name,
		ALPNProtocols: ['http/1.1'],
		secureContext: route.tls.context,
		rejectUnauthorized: !route.tls.ignoreSslIssues,
		session: memory.session,
	});
	socket.setNoDelay(true);
	let connected = 'socket' in over;
	let certificate: SeenCertificate | undefined;
	socket.once('connect', () => (connected = true));
	// before Node verifies the certificate: after a refusal, it cannot be read from the socket any more
	socket.prependOnceListener('secure', () => (certificate = socket.getPeerCertificate()));
	socket.on('session', (session) => {
		if (!memory.resumesBadly) memory.session = session;
	});
	// only a server that asks for a certificate tells a client its signature algorithms
	socket.once('secureConnect', () => (memory.asksForCertificate ||= socket.getSharedSigalgs().length > 0));
	return settle(socket, 'secureConnect', opening, (error) => {
		memory.session = undefined;
		return connected
			? tlsFailure(error, route.hostname, certificate)
			: connectFailure(error, hostAndPort(route));
	});
}

/** As in a `Host` header, and for messages. */
export function hostAndPort({ hostname, port }: Pick<Route, 'hostname' | 'port'>): string {
	return `${net.isIPv6(hostname) ? `[${hostname}]` : hostname}:${port}`;
}

/** Connects only to the addresses that were judged, without a second DNS lookup. */
function pinned({ hostname, port }: Pick<Route, 'hostname' | 'port'>, addresses: LookupAddress[]) {
	const lookup: net.LookupFunction = (_hostname, options, callback) => {
		if (options.all) callback(null, addresses);
		else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
	};
	return {
		host: hostname,
		port,
		lookup,
		autoSelectFamily: true,
		autoSelectFamilyAttemptTimeout: ONE_ADDRESS_MS,
	};
}

function settle(
	socket: net.Socket,
	event: 'connect' | 'secureConnect',
	opening: Opening,
	toFailure: (error: Error) => WebhookFailure,
): Promise<net.Socket> {
	opening.socket = socket;
	if (opening.cancelled) socket.destroy();
	return new Promise((resolve, reject) => {
		// never removed: an error without a listener would end the process
		socket.on('error', () => undefined);
		const onError = (error: Error) => reject(toFailure(error));
		const onClose = () => onError(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
		socket.once('error', onError);
		socket.once('close', onClose);
		socket.once(event, () => {
			socket.off('error', onError);
			socket.off('close', onClose);
			resolve(socket);
		});
	});
}
