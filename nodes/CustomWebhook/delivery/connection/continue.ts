/**
 * A service may say `100 Continue` before its response without being asked (RFC 9110 section 15.2.1), and send other
 * interim responses. undici takes a 100 for a broken response and closes the connection. So they are
 * removed from what it reads.
 */
import * as http from 'node:http';
import type { Socket } from 'node:net';

const START = 'HTTP/1.1 1';
/** The rest of its status, perhaps incomplete. Not 101: what follows it is not HTTP, which the parser handles. */
const STATUS = /^(?!01)(\d{0,2}|\d\d[ \r])$/;
const END = '\r\n\r\n';
const NOTHING = Buffer.alloc(0);

/** The first bytes on one connection after each request. */
export class ResponseStart {
	private isAwaited = false;
	private held: Buffer = NOTHING;
	/** The first bytes of the response, until the next request. */
	first: Buffer = NOTHING;

	/** A request is being sent: its response comes next. */
	await(): void {
		this.isAwaited = true;
		this.first = NOTHING;
	}

	/** They are not needed any more. */
	forget(): void {
		this.first = NOTHING;
	}

	/** Makes the socket's reads leave out interim responses from now on. */
	watch(socket: Socket): Socket {
		const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
		socket.read = (size?: number) => {
			for (;;) {
				const chunk = read(size);
				if (chunk === null || !this.isAwaited) return chunk;
				const rest = this.withoutInformation(
					this.held.length > 0 ? Buffer.concat([this.held, chunk]) : chunk,
				);
				if (rest) return rest;
			}
		};
		return socket;
	}

	/** Undefined if more bytes are needed to tell. */
	private withoutInformation(bytes: Buffer): Buffer | undefined {
		let rest = bytes;
		while (mayBeInformation(rest)) {
			const end = rest.indexOf(END);
			// left to the parser, which refuses it
			if (end < 0 && rest.length > http.maxHeaderSize) break;
			if (end < 0) {
				this.held = rest;
				return undefined;
			}
			rest = rest.subarray(end + END.length);
		}
		this.held = NOTHING;
		this.first = rest;
		this.isAwaited = false;
		return rest;
	}
}

/** Also for an incomplete status line. */
function mayBeInformation(bytes: Buffer): boolean {
	const line = bytes.toString('latin1', 0, START.length + '00 '.length);
	return START.startsWith(line.slice(0, START.length)) && STATUS.test(line.slice(START.length));
}
