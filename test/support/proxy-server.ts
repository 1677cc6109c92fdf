import * as http from 'node:http';
import * as net from 'node:net';
import type { AddressInfo } from 'node:net';

/** A forward proxy on the loopback address: absolute URLs for http, CONNECT for the rest, all to one real port. */
export class ProxyServer {
	/** Request lines, as they came: `GET http://…` and `CONNECT host:port`. */
	readonly lines: string[] = [];
	private readonly sockets = new Set<net.Socket>();

	private constructor(private readonly server: http.Server) {}

	/**
	 * @param targetPort where everything is sent, whatever host was asked for
	 * @param answer an own status in place of forwarding, or `user:password` that is wanted
	 */
	static async start(
		targetPort: number,
		answer: { status?: number; credentials?: string } = {},
	): Promise<ProxyServer> {
		const server = http.createServer();
		const proxy = new ProxyServer(server);
		const refusal = (request: http.IncomingMessage): number | undefined => {
			const { credentials } = answer;
			const expected = `Basic ${Buffer.from(credentials ?? '').toString('base64')}`;
			return credentials && request.headers['proxy-authorization'] !== expected ? 407 : answer.status;
		};
		server.on('connection', (socket) => {
			proxy.sockets.add(socket);
			socket.on('error', () => undefined);
		});
		server.on('request', (request, response) => {
			proxy.lines.push(`${request.method} ${request.url}`);
			const status = refusal(request);
			if (status) {
				response.writeHead(status).end('from the proxy');
				return;
			}
			const { pathname, search } = new URL(request.url ?? '');
			const { method, headers } = request;
			const onward = http.request({
				port: targetPort,
				host: '127.0.0.1',
				path: pathname + search,
				method,
				headers,
			});
			onward.on('response', (reply) => {
				response.writeHead(reply.statusCode ?? 500, reply.headers);
				reply.pipe(response);
			});
			request.pipe(onward);
		});
		server.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
			proxy.lines.push(`CONNECT ${request.url}`);
			const status = refusal(request);
			if (status) {
				socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
				return;
			}
			const onward = net.connect(targetPort, '127.0.0.1', () => {
				socket.write('HTTP/1.1 200 Connected\r\n\r\n');
				onward.pipe(socket).pipe(onward);
			});
			proxy.sockets.add(onward);
			onward.on('error', () => socket.destroy());
			socket.on('close', () => onward.destroy());
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return proxy;
	}

	get label(): string {
		return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	url(credentials = ''): string {
		return `http://${credentials && `${credentials}@`}${this.label}`;
	}

	async stop(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
