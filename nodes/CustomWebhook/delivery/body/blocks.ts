/** Collects bytes: a response in tiny chunks must not take a buffer for each chunk. */

/** Also the size up to which a stream collects before it hands bytes on. */
export const BLOCK_BYTES = 65_536;
/** A chunk of this size is worth a buffer of its own, if it does not keep a larger one alive. */
const OWN_BUFFER_BYTES = 4096;

const NO_BLOCK = Buffer.alloc(0);

/** Small chunks are copied into blocks, so that memory is in proportion to the bytes. */
export class Blocks {
	/** Bytes since the last `take`. */
	size = 0;
	private parts: Buffer[] = [];
	private isFirst = true;
	/** The free part of the current block, and how many bytes of it are used. */
	private block = NO_BLOCK;
	private filled = 0;

	add(chunk: Buffer): void {
		this.size += chunk.length;
		if (this.isFirst || isWorthKeeping(chunk)) {
			this.isFirst = false;
			this.endPart();
			this.parts.push(chunk);
			return;
		}
		for (let at = 0; at < chunk.length;) {
			if (this.filled === this.block.length) this.startBlock();
			const copied = chunk.copy(this.block, this.filled, at);
			this.filled += copied;
			at += copied;
		}
	}

	/** All bytes since the last time, in a few buffers. */
	take(): Buffer[] {
		this.endPart();
		const { parts } = this;
		this.parts = [];
		this.size = 0;
		return parts;
	}

	/** All bytes since the last time; a single chunk is not copied. */
	join(): Buffer {
		const { size } = this;
		const parts = this.take();
		return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, size);
	}

	/** Blocks grow with the response, so a small response has a small block. */
	private startBlock(): void {
		this.endPart();
		this.block = Buffer.allocUnsafeSlow(Math.min(BLOCK_BYTES, Math.max(64, this.size)));
		this.filled = 0;
	}

	private endPart(): void {
		if (this.filled === 0) return;
		this.parts.push(this.block.subarray(0, this.filled));
		this.block = this.block.subarray(this.filled);
		this.filled = 0;
	}
}

function isWorthKeeping(chunk: Buffer): boolean {
	return chunk.length >= OWN_BUFFER_BYTES && chunk.length >= chunk.buffer.byteLength * 0.9;
}
