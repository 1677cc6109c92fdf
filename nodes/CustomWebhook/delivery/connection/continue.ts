/**
 * A service may say `100 Continue` before its answer, also where nobody asked (RFC 9110 section 15.2.1), and among other
 * informational answers. undici takes that for a broken answer and closes the connection, so its socket is read
 * without all of them.
 */
import type { Socket } from 'node:net';

const START = 'HTTP/1.1 1';
/** How its status goes on, as far as it has come. After a 101 it is not HTTP that follows: that is left to the parser. */
const STATUS = /^(?!01)(\d{0,2}|\d\d[ \r])$/;
const END = '\r\n\r\n';
/** Longer ones are left to the parser, which refuses them. */
const MAX_BYTES = 16_384;
const NOTHING = Buffer.alloc(0);

/** What comes first on one connection after each request. */
export class AnswerStart {
	private isAwaited = false;
	private held: Buffer = NOTHING;

	/** A request leaves: what comes next is the beginning of its answer. */
	await(): void {
		this.isAwaited = true;
	}

	/** The socket, whose reads pass over each informational answer before the answer proper from now on. */
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

	/** Nothing where more has to come before it is known what begins here. */
	private withoutInformation(bytes: Buffer): Buffer | undefined {
		let rest = bytes;
		while (mayBeInformation(rest)) {
			const end = rest.indexOf(END);
			if (end < 0 && rest.length > MAX_BYTES) break;
			if (end < 0) {
				this.held = rest;
				return undefined;
			}
			rest = rest.subarray(end + END.length);
		}
		this.held = NOTHING;
		this.isAwaited = false;
		return rest;
	}
}

/** Also where only the beginning of the status line is there. */
function mayBeInformation(bytes: Buffer): boolean {
	const line = bytes.toString('latin1', 0, START.length + '00 '.length);
	return START.startsWith(line.slice(0, START.length)) && STATUS.test(line.slice(START.length));
}
