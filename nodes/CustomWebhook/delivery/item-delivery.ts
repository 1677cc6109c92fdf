import { checkRequest } from './checks';
import { followUp, type Asking, type Follow } from './follow';
import { Journey } from './journey';
import { deliverItem, type ItemContext } from './sending';
import type {
	CheckedRequest,
	Delivered,
	DeliveryPolicy,
	Followed,
	OutgoingRequest,
	ResponseBody,
	ResponseReader,
} from './types';

/** The requests of one item: the first, and those that follow from its response. Call `end` once. */
export class ItemDelivery<B> implements Asking<B> {
	bytes = 0;
	private readonly journey: Journey;
	private readonly reader: ResponseReader<B>;

	constructor(
		private readonly request: OutgoingRequest,
		reader: ResponseReader<B>,
		private readonly context: ItemContext,
		private readonly signal: AbortSignal | undefined,
		isFollowed = true,
	) {
		const { admission, tools } = context;
		this.journey = new Journey(admission.lookAhead, sizeOf(request), () => tools.now());
		this.reader = isFollowed
			? { ...reader, read: (head, body) => reader.read(head, this.counted(body)) }
			: reader;
	}

	get policy(): DeliveryPolicy {
		return this.context.policy;
	}

	readonly now = (): number => this.context.tools.now();

	send(request: CheckedRequest): Promise<Delivered<B>> {
		return deliverItem(request, this.reader, this.context, this.journey, this.signal);
	}

	async ask(request: OutgoingRequest, isOnItsOwn: boolean): Promise<Delivered<B>> {
		if (isOnItsOwn) this.journey.endsAt = undefined;
		else this.journey.log.restartWait();
		return await this.send(checkRequest(request, this.context.policy, this.context.routes));
	}

	async pause(ms: number): Promise<boolean> {
		this.journey.waits();
		return await this.context.admission.pause(ms, this.signal);
	}

	/** Follows up on the first response; a failure has nothing to follow. */
	async follow(first: Delivered<B>, rules: Follow<B>): Promise<Delivered<B>> {
		if (first.failure) return { ...first, followed: nothingFollowed(rules) };
		const followed = await followUp(this.request, first, rules, this);
		const { attempts, durationMs, mayHaveActed } = this.journey.log;
		const { signature } = first;
		const acted = mayHaveActed ? { mayHaveActed } : {};
		return { ...followed, attempts, durationMs, ...acted, ...(signature ? { signature } : {}) };
	}

	end(): void {
		this.journey.end();
	}

	private counted(body: ResponseBody): ResponseBody {
		this.bytes = 0;
		return {
			bytes: async () => {
				const bytes = await body.bytes();
				this.bytes = bytes.length;
				return bytes;
			},
			stream: () => body.stream(),
		};
	}
}

/** A first page that failed does not count as read. */
function nothingFollowed<B>({ pages, result }: Follow<B>): Followed {
	return { requests: 1, ...(pages ? { pages: 0 } : {}), ...(result ? { polls: 0 } : {}) };
}

/** Bytes that the body takes in memory. */
function sizeOf({ body }: OutgoingRequest): number {
	if (typeof body === 'string') return Buffer.byteLength(body);
	return Buffer.isBuffer(body) ? body.length : 0;
}
