/**
 * Opens the socket of a connection: looks up and judges addresses, connects to one of them, through a proxy if there is
 * one, and adds TLS. If this fails, nothing of a request was sent.
 */
import type { Socket } from 'node:net';

import { asFailure } from '../../failure';
import { judgedAddresses, type GuardContext } from './addresses';
import { checkBehindProxy } from './behind-proxy';
import { connectProxy, openTunnel } from './through-proxy';
import type { Opening, Route, TlsMemory } from './route';
import { connectTcp, connectTls } from './socket';
import { connectSocks } from './socks';

/**
 * A connected socket, TLS done. If a server breaks off a handshake that resumes a session, it gets a full one.
 *
 * @throws WebhookFailure (`dns`, `connect`, `tls`, `blocked`)
 */
export async function openSocket(
	route: Route,
	guard: GuardContext,
	memory: TlsMemory,
	opening: Opening,
): Promise<Socket> {
	const resumes = memory.session !== undefined;
	try {
		return await openOnce(route, guard, memory, opening);
	} catch (thrown) {
		if (!resumes || opening.cancelled || asFailure(thrown).kind !== 'tls') throw thrown;
		memory.session = undefined;
		memory.resumesBadly = true;
		return await openOnce(route, guard, memory, opening);
	}
}

async function openOnce(
	route: Route,
	guard: GuardContext,
	memory: TlsMemory,
	opening: Opening,
): Promise<Socket> {
	const { proxy } = route;
	if (!proxy) {
		const addresses = await judgedAddresses(route.hostname, guard);
		return route.secure
			? await connectTls(route, { addresses }, memory, opening)
			: await connectTcp(route, addresses, opening);
	}
	if (!proxy.socks || proxy.socks.resolves) await checkBehindProxy(route.hostname, guard);
	const socket = await connectProxy(proxy, route.proxyTls, guard, opening);
	if (proxy.socks) await connectSocks(route, proxy, socket, guard);
	else if (!route.forwarded) await openTunnel(route, proxy, socket);
	return route.secure ? await connectTls(route, { socket }, memory, opening) : socket;
}
