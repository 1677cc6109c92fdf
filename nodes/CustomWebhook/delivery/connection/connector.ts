/**
 * Opens the socket of a connection: look up, judge, connect to what was judged, through a proxy where there is one,
 * TLS on top. What fails here has sent nothing of a request.
 */
import type { LookupAddress } from 'node:dns';
import * as http from 'node:http';
import * as net from 'node:net';
import * as tls from 'node:tls';

import { asFailure, WebhookFailure } from '../../failure';
import { judgeAddresses, lookUp, type GuardContext } from './addresses';
import { connectFailure } from '../errors';
import type { Proxy } from './proxy';
import { tlsFailure, type SeenCertificate } from '../tls-errors';

/**
 * How long one of several addresses is tried. Node gives it up then, by default after 250 ms: less than a far service
 * needs, or an n8n that is busy meanwhile. RFC 8305 (section 8) names 2 s as the most.
 */
const ONE_ADDRESS_MS = 2000;

/** TLS as one run wants it. */
export interface TlsSettings {
	/** The material, loaded; undefined for Node's own trust store and no client certificate. */
	context?: tls.SecureContext;
	ignoreSslIssues: boolean;
	/** Tells apart what makes connections different. */
	fingerprint: string;
}

/** Where a connection leads, and how. */
export interface Route {
	origin: string;
	hostname: string;
	port: number;
	secure: boolean;
	proxy?: Proxy;
	tls: TlsSettings;
	/** For the connection to the proxy itself, which never sees a client certificate. */
	proxyTls: TlsSettings;
}

/** What is remembered of an origin's TLS, for its next connection. */
export interface TlsMemory {
	/** Makes the next handshake one round trip shorter. */
	session?: Buffer;
	/** The server asked for a client certificate. */
	asksForCertificate?: boolean;
}

/** A connection being opened: what has to be torn down where nobody waits for it any more. */
export interface Opening {
	cancelled: boolean;
	socket?: net.Socket;
}

/**
 * A connected socket, TLS done.
 *
 * @throws WebhookFailure (`dns`, `connect`, `tls`, `blocked`)
 */
export async function openSocket(
	route: Route,
	guard: GuardContext,
	memory: TlsMemory,
	opening: Opening,
): Promise<net.Socket> {
	if (!route.proxy) {
		const addresses = await targetAddresses(route, guard);
		return route.secure
			? await connectTls(route, { addresses }, memory, opening)
			: await connectTcp(route, addresses, opening, {});
	}
	await checkBehindProxy(route, guard);
	const toProxy = await connectProxy(route.proxy, route.proxyTls, guard, opening);
	if (!route.secure) return toProxy;
	await openTunnel(route, route.proxy, toProxy);
	return await connectTls(route, { socket: toProxy }, memory, opening);
}

/**
 * Behind a proxy it is the proxy that looks the name up: the target's name, where it resolves here, must not lead to
 * any address that is refused, since nobody can say which one the proxy will take.
 *
 * @throws WebhookFailure (`blocked`)
 */
export async function checkBehindProxy(route: Route, guard: GuardContext): Promise<void> {
	const addresses = await lookUp(route.hostname, guard).catch(() => []);
	const { allowed, refusal } = judgeAddresses(route.hostname, addresses, guard);
	if (allowed.length < addresses.length && refusal) throw refusal;
}

async function targetAddresses(route: Route, guard: GuardContext): Promise<LookupAddress[]> {
	const addresses = await lookUp(route.hostname, guard);
	const { allowed, refusal } = judgeAddresses(route.hostname, addresses, guard);
	if (refusal && allowed.length === 0) throw refusal;
	return allowed;
}

async function connectProxy(
	proxy: Proxy,
	settings: TlsSettings,
	guard: GuardContext,
	opening: Opening,
): Promise<net.Socket> {
	const details = proxy.fromOption ? { field: 'options.proxy' } : {};
	try {
		const addresses = await lookUp(proxy.hostname, guard);
		const judged = proxy.fromOption
			? judgeAddresses(proxy.hostname, addresses, guard)
			: { allowed: addresses };
		if (judged.refusal && judged.allowed.length === 0) throw judged.refusal;
		const route = { ...proxy, tls: settings };
		return proxy.secure
			? await connectTls(route, { addresses: judged.allowed }, {}, opening)
			: await connectTcp(route, judged.allowed, opening, details);
	} catch (thrown) {
		const cause = asFailure(thrown);
		const kind = cause.kind === 'blocked' || cause.kind === 'tls' ? cause.kind : 'connect';
		throw new WebhookFailure(kind, `The proxy ${proxy.label} cannot be used: ${cause.message}`, {
			...details,
			cause,
		});
	}
}

function connectTcp(
	route: Pick<Route, 'hostname' | 'port'>,
	addresses: LookupAddress[],
	opening: Opening,
	details: { field?: string },
): Promise<net.Socket> {
	const socket = net.connect({ ...pinned(route, addresses), noDelay: true, keepAlive: true });
	return settle(socket, 'connect', opening, (error) => connectFailure(error, hostAndPort(route), details));
}

function connectTls(
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
	// before Node judges the certificate: once it has refused it, nothing can be read from the socket any more
	socket.prependOnceListener('secure', () => (certificate = socket.getPeerCertificate()));
	socket.on('session', (session) => (memory.session = session));
	// only a server that asks for a certificate tells a client its signature algorithms
	socket.once('secureConnect', () => (memory.asksForCertificate ||= socket.getSharedSigalgs().length > 0));
	return settle(socket, 'secureConnect', opening, (error) => {
		memory.session = undefined;
		return connected
			? tlsFailure(error, route.hostname, certificate)
			: connectFailure(error, hostAndPort(route));
	});
}

/** Asks the proxy for a tunnel to the target (RFC 9110 section 9.3.6). */
function openTunnel(route: Route, proxy: Proxy, socket: net.Socket): Promise<void> {
	const target = hostAndPort(route);
	const fail = (reason: string, cause?: Error) =>
		new WebhookFailure('connect', `The proxy ${proxy.label} ${reason}`, {
			field: proxy.fromOption ? 'options.proxy' : undefined,
			cause,
		});
	return new Promise((resolve, reject) => {
		const request = http.request({
			method: 'CONNECT',
			path: target,
			createConnection: () => socket,
			headers: {
				host: target,
				connection: 'keep-alive',
				...(proxy.authorization ? { 'proxy-authorization': proxy.authorization } : {}),
			},
		});
		request.once('connect', (response, _socket, head) => {
			const status = response.statusCode ?? 0;
			if (status >= 200 && status < 300) {
				if (head.length > 0) socket.unshift(head);
				resolve();
				return;
			}
			socket.destroy();
			reject(
				fail(
					status === 407
						? wantsPassword(proxy)
						: `refuses to connect to ${target} (status ${status})`,
				),
			);
		});
		request.once('error', (error) => {
			socket.destroy();
			reject(fail(`broke off the connection to ${target}`, error));
		});
		request.end();
	});
}

/** What a 407 means, as the end of a sentence that begins with the proxy's name. */
export function wantsPassword(proxy: Proxy): string {
	return proxy.authorization
		? 'does not accept the user name and password (status 407)'
		: 'wants a user name and a password (status 407)';
}

/** `host:port`, an IPv6 address in brackets. */
function hostAndPort({ hostname, port }: Pick<Route, 'hostname' | 'port'>): string {
	return `${net.isIPv6(hostname) ? `[${hostname}]` : hostname}:${port}`;
}

/** Connects to the addresses that were judged, and to no other: nothing is looked up a second time. */
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
		// stays on for good: an error that nobody listens to would end the process
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
