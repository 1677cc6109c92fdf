/** So many batches are kept open at once, if the items of several are mixed. */
const MOST_OPEN = 100;
/** Of all open batches together. Bytes. */
const MOST_BYTES = 16_000_000;

/** What counts of a member of a batch. */
export interface Member {
	/** Only members with the same text here share a batch. */
	readonly key: string;
	/** In the body. */
	readonly bytes: number;
	/** Of the body around all members. */
	readonly frameBytes: number;
	/** By which its result is found, if that is how; no batch has it twice. */
	readonly id: string | undefined;
}

export interface Limits {
	/** Members of a batch. */
	readonly size: number;
	/** Of its body; 0 = no limit. A member that is larger by itself makes a batch alone. */
	readonly maxBytes: number;
}

interface Group<M> {
	members: M[];
	bytes: number;
	ids: Set<string>;
}

/**
 * Puts members that may share a request into batches, in the order in which they come. Holds a limited number of them
 * in memory: when there are too many, the batch that has been open the longest is closed as it is.
 */
export class Groups<M extends Member> {
	/** By key, the longest open first. */
	private readonly open = new Map<string, Group<M>>();
	private bytes = 0;

	/** @returns the batches that are complete now */
	add(member: M, limits: Limits): M[][] {
		const complete: M[][] = [];
		const known = this.open.get(member.key);
		if (known && !fits(known, member, limits)) complete.push(this.close(member.key, known));
		const group = this.open.get(member.key) ?? { members: [], bytes: member.frameBytes, ids: new Set() };
		this.open.set(member.key, group);
		group.members.push(member);
		group.bytes += member.bytes;
		this.bytes += member.bytes;
		if (member.id !== undefined) group.ids.add(member.id);
		if (group.members.length >= limits.size) complete.push(this.close(member.key, group));
		for (const [key, oldest] of this.open) {
			if (this.open.size <= MOST_OPEN && (this.open.size <= 1 || this.bytes <= MOST_BYTES)) break;
			complete.push(this.close(key, oldest));
		}
		return complete;
	}

	/** The batches that are still open, when no more members come. */
	rest(): M[][] {
		return [...this.open].map(([key, group]) => this.close(key, group));
	}

	private close(key: string, { members }: Group<M>): M[] {
		this.open.delete(key);
		for (const { bytes } of members) this.bytes -= bytes;
		return members;
	}
}

function fits<M>({ bytes, ids }: Group<M>, member: Member, { maxBytes }: Limits): boolean {
	if (member.id !== undefined && ids.has(member.id)) return false;
	return maxBytes === 0 || bytes + member.bytes <= maxBytes;
}
