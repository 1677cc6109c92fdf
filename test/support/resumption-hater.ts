import * as net from 'node:net';
import type { AddressInfo } from 'node:net';

const EXTENSIONS_OF_RESUMPTION = { sessionTicket: 35, preSharedKey: 41 };

/** Stands before a TLS server, and resets each connection whose ClientHello would resume a session. */
export class ResumptionHater {
	resets = 0;

	private constructor(private readonly server: net.Server) {}

	static async start(targetPort: number): Promise<ResumptionHater> {
		const server = net.createServer();
		const hater = new ResumptionHater(server);
		server.on('connection', (socket) => {
			const onward = net.connect(targetPort, '127.0.0.1');
			onward.on('error', () => undefined);
			socket.on('error', () => undefined).on('close', () => onward.destroy());
			socket.once('data', (hello) => {
				if (isResuming(hello)) {
					hater.resets++;
					socket.resetAndDestroy();
				} else {
					onward.write(hello);
					socket.pipe(onward).pipe(socket);
				}
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return hater;
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	async stop(): Promise<void> {
		this.server.close();
	}
}

/** Reads a ClientHello (RFC 8446 section 4.1.2). */
function isResuming(hello: Buffer): boolean {
	let at = 5 + 4 + 2 + 32;
	at += 1 + hello.readUInt8(at);
	at += 2 + hello.readUInt16BE(at);
	at += 1 + hello.readUInt8(at);
	const end = at + 2 + hello.readUInt16BE(at);
	for (at += 2; at < end; at += 4 + hello.readUInt16BE(at + 2)) {
		const type = hello.readUInt16BE(at);
		if (type === EXTENSIONS_OF_RESUMPTION.preSharedKey) return true;
		if (type === EXTENSIONS_OF_RESUMPTION.sessionTicket && hello.readUInt16BE(at + 2) > 0) return true;
	}
	return false;
}
