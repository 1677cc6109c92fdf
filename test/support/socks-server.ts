import * as net from 'node:net';
import type { AddressInfo } from 'node:net';

/** A SOCKS proxy on the loopback address: 4, 4a and 5 (RFC 1928, RFC 1929), all to one real port. */
export class SocksServer {
	/** What was asked for: version, user, and the host as it came. */
	readonly asked: string[] = [];
	private readonly sockets = new Set<net.Socket>();

	private constructor(
		private readonly server: net.Server,
		private readonly targetPort: number,
		private readonly credentials?: string,
	) {}

	/** @param credentials `user:password` that is wanted by SOCKS5 */
	static async start(targetPort: number, credentials?: string): Promise<SocksServer> {
		const server = net.createServer();
		const socks = new SocksServer(server, targetPort, credentials);
		server.on('connection', (socket) => socks.serve(socket));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return socks;
	}

	get address(): string {
		return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private serve(socket: net.Socket): void {
		this.sockets.add(socket);
		socket.on('error', () => undefined);
		socket.once('data', (first) => {
			if (first[0] === 4) this.serve4(socket, first);
			else this.greet5(socket);
		});
	}

	private serve4(socket: net.Socket, request: Buffer): void {
		const address = request.subarray(4, 8);
		const [user = '', name = ''] = request.subarray(8).toString('latin1').split('\0');
		const isName = address.readUInt32BE() < 256;
		this.asked.push(`4 ${user}@${isName ? name : [...address].join('.')}`);
		this.tunnel(socket, Buffer.from([0, 0x5a, 0, 0, 0, 0, 0, 0]));
	}

	private greet5(socket: net.Socket): void {
		if (!this.credentials) {
			socket.write(Buffer.from([5, 0]));
			socket.once('data', (request) => this.serve5(socket, request, ''));
			return;
		}
		socket.write(Buffer.from([5, 2]));
		socket.once('data', (login) => {
			const userEnd = 2 + (login[1] ?? 0);
			const user = login.subarray(2, userEnd).toString();
			const isRight = `${user}:${login.subarray(userEnd + 1).toString()}` === this.credentials;
			socket.write(Buffer.from([1, isRight ? 0 : 1]));
			if (isRight) socket.once('data', (request) => this.serve5(socket, request, user));
			else socket.end();
		});
	}

	private serve5(socket: net.Socket, request: Buffer, user: string): void {
		const isName = request[3] === 3;
		const host = isName
			? request.subarray(5, 5 + (request[4] ?? 0)).toString()
			: [...request.subarray(4, 8)].join('.');
		this.asked.push(`5 ${user}@${host}`);
		this.tunnel(socket, Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
	}

	private tunnel(socket: net.Socket, accepted: Buffer): void {
		const onward = net.connect(this.targetPort, '127.0.0.1', () => {
			socket.write(accepted);
			onward.pipe(socket).pipe(onward);
		});
		this.sockets.add(onward);
		onward.on('error', () => socket.destroy());
		socket.on('close', () => onward.destroy());
	}
}
