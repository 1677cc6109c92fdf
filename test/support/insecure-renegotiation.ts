import {
	constants,
	createCipheriv,
	createDecipheriv,
	createHash,
	createHmac,
	privateDecrypt,
	randomBytes,
	X509Certificate,
} from 'node:crypto';
import * as net from 'node:net';

import { certificate } from './tls-fixtures';

const VERSION = Buffer.from([3, 3]);
const HANDSHAKE = 22;
const CHANGE_CIPHER = 20;
const DATA = 23;

/**
 * A TLS 1.2 server without secure renegotiation, as RFC 5746 found them: its ServerHello has no extensions. OpenSSL can be
 * no such server, so this is one by RFC 5246 and RFC 5288, with one cipher (TLS_RSA_WITH_AES_128_GCM_SHA256). It
 * answers the first data with 200 and closes.
 */
export async function startInsecureRenegotiation(): Promise<{ port: number; stop(): Promise<void> }> {
	const server = net.createServer((socket) => {
		socket.on('error', () => undefined);
		const connection = new Connection(socket);
		socket.on('data', (bytes: Buffer) => connection.read(bytes));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as net.AddressInfo).port,
		stop: async () => await new Promise((resolve) => void server.close(() => resolve())),
	};
}

class Connection {
	private readonly own = certificate('small-key');
	private readonly random = randomBytes(32);
	private unread: Buffer = Buffer.alloc(0);
	private seen: Buffer = Buffer.alloc(0);
	private clientRandom: Buffer = Buffer.alloc(0);
	private master: Buffer = Buffer.alloc(0);
	private sealed: { read: Sealed; write: Sealed } | undefined;
	private isEncrypted = false;

	constructor(private readonly socket: net.Socket) {}

	read(bytes: Buffer): void {
		this.unread = Buffer.concat([this.unread, bytes]);
		while (this.unread.length >= 5) {
			const end = 5 + this.unread.readUInt16BE(3);
			if (this.unread.length < end) return;
			const [type = 0] = this.unread;
			const content = this.unread.subarray(5, end);
			this.unread = this.unread.subarray(end);
			this.record(
				type,
				this.isEncrypted && this.sealed ? this.sealed.read.open(type, content) : content,
			);
		}
	}

	private record(type: number, content: Buffer): void {
		if (type === CHANGE_CIPHER) this.isEncrypted = true;
		else if (type === DATA) this.respond();
		else if (type === HANDSHAKE) this.handshake(content);
	}

	/** OpenSSL's client puts each of its messages into a record of its own. */
	private handshake(message: Buffer): void {
		this.seen = Buffer.concat([this.seen, message]);
		const [type] = message;
		if (type === 1) this.hello(message);
		else if (type === 16) this.takeKey(message);
		else if (type === 20) this.finish();
	}

	private hello(message: Buffer): void {
		this.clientRandom = Buffer.from(message.subarray(6, 38));
		const { raw } = new X509Certificate(this.own.cert);
		this.say(2, Buffer.concat([VERSION, this.random, Buffer.from([0, 0x00, 0x9c, 0])]));
		this.say(11, sized(sized(raw)));
		this.say(14, Buffer.alloc(0));
	}

	private takeKey(message: Buffer): void {
		const key = { key: this.own.key, padding: constants.RSA_NO_PADDING };
		const secret = privateDecrypt(key, message.subarray(6)).subarray(-48);
		this.master = derived(secret, 'master secret', [this.clientRandom, this.random], 48);
		const keys = derived(this.master, 'key expansion', [this.random, this.clientRandom], 40);
		const [forRead, forWrite] = [0, 1].map(
			(side) =>
				new Sealed(
					keys.subarray(16 * side, 16 * side + 16),
					keys.subarray(32 + 4 * side, 36 + 4 * side),
				),
		);
		this.sealed = forRead && forWrite && { read: forRead, write: forWrite };
	}

	private finish(): void {
		const hash = createHash('sha256').update(this.seen).digest();
		const proof = derived(this.master, 'server finished', [hash], 12);
		this.write(CHANGE_CIPHER, Buffer.from([1]));
		const message = Buffer.concat([Buffer.from([20]), sized(proof)]);
		this.write(HANDSHAKE, this.sealed?.write.seal(HANDSHAKE, message) ?? message);
	}

	private respond(): void {
		const text = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok');
		this.write(DATA, this.sealed?.write.seal(DATA, text) ?? text);
		this.socket.end();
	}

	private say(type: number, body: Buffer): void {
		const message = Buffer.concat([Buffer.from([type]), sized(body)]);
		this.seen = Buffer.concat([this.seen, message]);
		this.write(HANDSHAKE, message);
	}

	private write(type: number, content: Buffer): void {
		this.socket.write(Buffer.concat([header(type, content.length), content]));
	}
}

/** Records of one direction, sealed with AES-128-GCM (RFC 5288). */
class Sealed {
	private count = 0n;

	constructor(
		private readonly key: Buffer,
		private readonly salt: Buffer,
	) {}

	seal(type: number, text: Buffer): Buffer {
		const nonce = this.next();
		const cipher = createCipheriv('aes-128-gcm', this.key, Buffer.concat([this.salt, nonce]));
		cipher.setAAD(Buffer.concat([nonce, header(type, text.length)]));
		const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
		return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
	}

	open(type: number, content: Buffer): Buffer {
		const [nonce, sealed, tag] = [
			content.subarray(0, 8),
			content.subarray(8, -16),
			content.subarray(-16),
		];
		const cipher = createDecipheriv('aes-128-gcm', this.key, Buffer.concat([this.salt, nonce]));
		cipher.setAAD(Buffer.concat([this.next(), header(type, sealed.length)])).setAuthTag(tag);
		return Buffer.concat([cipher.update(sealed), cipher.final()]);
	}

	/** The number of the record, which serves as its nonce. */
	private next(): Buffer {
		const number = Buffer.alloc(8);
		number.writeBigUInt64BE(this.count++);
		return number;
	}
}

function header(type: number, length: number): Buffer {
	return Buffer.from([type, ...VERSION, length >> 8, length & 0xff]);
}

/** With its length in front, in three bytes. */
function sized(bytes: Buffer): Buffer {
	const { length } = bytes;
	return Buffer.concat([Buffer.from([length >> 16, (length >> 8) & 0xff, length & 0xff]), bytes]);
}

/** The pseudorandom function of TLS 1.2 (RFC 5246, section 5). */
function derived(secret: Buffer, label: string, seeds: Buffer[], length: number): Buffer {
	const mac = (bytes: Buffer) => createHmac('sha256', secret).update(bytes).digest();
	const seed = Buffer.concat([Buffer.from(label), ...seeds]);
	let link = mac(seed);
	let out = Buffer.alloc(0);
	for (; out.length < length; link = mac(link))
		out = Buffer.concat([out, mac(Buffer.concat([link, seed]))]);
	return out.subarray(0, length);
}
