/** The connection to a proxy, and the tunnel that it opens. */
import * as http from 'node:http';
import type { Socket } from 'node:net';

import { asFailure, WebhookFailure } from '../../failure';
import { judgedAddresses, lookUp, type GuardContext } from './addresses';
import type { Proxy } from './proxy';
import type { Opening, Route, TlsSettings } from './route';
import { connectTcp, connectTls, hostAndPort } from './socket';

/**
 * A socket to the proxy. The author's proxy is judged like a target; the environment's is the operator's own.
 *
 * @throws WebhookFailure (`connect`, `tls`, `blocked`)
 */
export async function connectProxy(
	proxy: Proxy,
	settings: TlsSettings,
	guard: GuardContext,
	opening: Opening,
): Promise<Socket> {
	try {
		const look = proxy.fromOption ? judgedAddresses : lookUp;
		const addresses = await look(proxy.hostname, guard);
		return proxy.secure
			? await connectTls({ ...proxy, tls: settings }, { addresses }, {}, opening)
			: await connectTcp(proxy, addresses, opening, fieldOf(proxy));
	} catch (thrown) {
		const cause = asFailure(thrown);
		const kind = cause.kind === 'blocked' || cause.kind === 'tls' ? cause.kind : 'connect';
		const message = `The proxy ${proxy.label} cannot be used: ${cause.message}`;
		throw new WebhookFailure(kind, message, { ...fieldOf(proxy), cause });
	}
}

/**
 * Asks the proxy for a tunnel to the target (RFC 9110 section 9.3.6).
 *
 * @throws WebhookFailure (`connect`)
 */
export function openTunnel(route: Route, proxy: Proxy, socket: Socket): Promise<void> {
	const target = hostAndPort(route);
	return new Promise((resolve, reject) => {
		const fail = (reason: string, cause?: Error) => {
			socket.destroy();
			reject(proxyFailure(proxy, reason, { cause }));
		};
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
		request.once('connect', ({ statusCode = 0 }, _socket, head) => {
			if (statusCode === 407) return fail(wantsPassword(proxy));
			if (statusCode < 200 || statusCode >= 300)
				return fail(`refuses to connect to ${target} (status ${statusCode})`);
			if (head.length > 0) socket.unshift(head);
			resolve();
		});
		request.once('error', (error) => fail(`closed the connection to ${target}`, error));
		request.end();
	});
}

/** A failure whose message begins with the name of the proxy. */
export function proxyFailure(
	proxy: Proxy,
	reason: string,
	details: { cause?: unknown; description?: string } = {},
): WebhookFailure {
	return new WebhookFailure('connect', `The proxy ${proxy.label} ${reason}`, {
		...fieldOf(proxy),
		...details,
	});
}

/** The meaning of a 407, as the end of a sentence that begins with the proxy's name. */
export function wantsPassword(proxy: Proxy): string {
	return proxy.authorization
		? 'rejects the user name and password (status 407)'
		: 'requires a user name and a password (status 407)';
}

function fieldOf({ fromOption }: Proxy): { field?: string } {
	return fromOption ? { field: 'options.proxy' } : {};
}
