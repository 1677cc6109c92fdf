import * as net from 'node:net';
import type { AddressInfo } from 'node:net';

export interface RefusedPort {
	port: number;
	/** Lets go of the port. */
	stop(): Promise<void>;
}

/**
 * A port of the loopback address at which nothing listens, and at which no other program can begin to: it is the near
 * end of a connection.
 */
export async function holdRefusedPort(): Promise<RefusedPort> {
	const listener = net.createServer();
	await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
	const near = net.connect((listener.address() as AddressInfo).port, '127.0.0.1');
	const [far] = await Promise.all([
		new Promise<net.Socket>((resolve) => listener.once('connection', resolve)),
		new Promise<void>((resolve) => near.once('connect', resolve)),
	]);
	return {
		port: near.localPort!,
		stop: async () => {
			near.destroy();
			far.destroy();
			await new Promise((resolve) => listener.close(resolve));
		},
	};
}
