import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Arrived {
	method: string;
	/** Path and query. */
	url: string;
	headers: IncomingMessage['headers'];
	/** Names as they were typed. */
	rawHeaders: string[];
	body: string;
	bytes: Buffer;
}

export interface WebServer {
	/** `http://127.0.0.1:port` */
	url: string;
	/** In order of arrival. */
	requests: Arrived[];
	/** Connections that were ever opened. */
	connections: number;
	close(): Promise<void>;
}

export type Answer = (request: Arrived, response: ServerResponse) => void;

/** Answers with 200 and `{"ok":true}`. */
export const answerOk: Answer = (_request, response) => {
	response.setHeader('Content-Type', 'application/json').end('{"ok":true}');
};

/** A real HTTP server on loopback that keeps what arrived; with `tls`, an HTTPS one. */
export async function startWebServer(
	answer: Answer = answerOk,
	tls?: { key: string | Buffer; cert: string | Buffer },
): Promise<WebServer> {
	const requests: Arrived[] = [];
	const listener: RequestListener = (request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('error', () => undefined);
		request.on('end', () => {
			const bytes = Buffer.concat(chunks);
			const arrived: Arrived = {
				method: request.method ?? '',
				url: request.url ?? '',
				headers: request.headers,
				rawHeaders: request.rawHeaders,
				body: bytes.toString('utf8'),
				bytes,
			};
			requests.push(arrived);
			answer(arrived, response);
		});
	};
	const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
	const started = { url: '', requests, connections: 0, close: async () => await closeServer(server) };
	server.on(tls ? 'secureConnection' : 'connection', () => started.connections++);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	started.url = `http${tls ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return started;
}

async function closeServer(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
}
