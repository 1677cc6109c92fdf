/** A connection through a SOCKS proxy (RFC 1928, RFC 1929; SOCKS4 and 4a). */
import { isIPv4, type Socket } from 'node:net';

import { SocksClient } from 'socks';

import { toError } from '../errors';
import { judgedAddresses, type GuardContext } from './addresses';
import type { Proxy } from './proxy';
import type { Route } from './route';
import { hostAndPort } from './socket';
import { proxyFailure } from './through-proxy';

/**
 * Has the proxy connect to the target. A proxy that resolves names gets the name, any other an address that was judged.
 *
 * @throws WebhookFailure (`connect`, `dns`, `blocked`)
 */
export async function connectSocks(
	route: Route,
	proxy: Proxy,
	socket: Socket,
	guard: GuardContext,
): Promise<void> {
	const { version, resolves, userId, password } = proxy.socks ?? { version: 5, resolves: true };
	try {
		const host = resolves ? route.hostname : await addressFor(route, version, proxy, guard);
		await SocksClient.createConnection({
			command: 'connect',
			destination: { host, port: route.port },
			proxy: { host: proxy.hostname, port: proxy.port, type: version, userId, password },
			existing_socket: socket,
		}).catch((thrown: unknown) => {
			const description = toError(thrown).message;
			throw proxyFailure(proxy, `did not connect to ${hostAndPort(route)}`, {
				description,
				cause: thrown,
			});
		});
	} catch (thrown) {
		socket.destroy();
		throw thrown;
	}
	// the library resumes the socket in the next turn, before there is a reader
	await new Promise(setImmediate);
	socket.pause();
}

async function addressFor(route: Route, version: 4 | 5, proxy: Proxy, guard: GuardContext): Promise<string> {
	const addresses = await judgedAddresses(route.hostname, guard);
	const usable = version === 5 ? addresses[0] : addresses.find(({ address }) => isIPv4(address));
	if (!usable)
		throw proxyFailure(proxy, `cannot reach ${route.hostname}: SOCKS4 has no IPv6. Use socks5://`);
	return usable.address;
}
