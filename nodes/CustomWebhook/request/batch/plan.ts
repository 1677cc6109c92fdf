import type { NameValue, OutgoingRequest } from '../../delivery';
import { WebhookFailure } from '../../failure';
import { onOneLine } from '../../formats/json';
import type { BatchSettings, Settings } from '../../settings';
import type { ItemScope } from '../../template';
import type { Assemble } from '../assemble';
import { asTyped, type JsonBuilder } from '../body';
import { aboutBody, type RequestHead } from '../head';
import { derivedKey, type IdempotencyKey } from '../key';
import type { Compile } from '../pairs';
import { planEnvelope, refuseDoubled, type Envelope } from './envelope';
import type { BatchKeys } from './keys';

/** One item's part of a batch. */
export interface BatchPart {
	/** Only parts with equal texts here share a request. */
	readonly shared: string;
	/** Its JSON, as it is put into the body. */
	readonly json: string;
	/** Bytes of its JSON with its comma or line break, in UTF-8. */
	readonly bytes: number;
	/** Bytes of the body around the items. */
	readonly frameBytes: number;
	readonly head: RequestHead;
	readonly key: IdempotencyKey | undefined;
	readonly envelope: Envelope;
}

/** Makes the requests of batches. Its templates are compiled once a run. */
export interface BatchPlan {
	/** @throws WebhookFailure `template` or `request` if the item cannot be put into a batch */
	part(scope: ItemScope): BatchPart;
	/** @param parts with the same `shared`, at least one */
	join(parts: readonly BatchPart[], keys: BatchKeys): Promise<OutgoingRequest>;
}

/** How the rest of a request is built, as for one item. */
interface RequestMaking {
	headFor(scope: ItemScope): RequestHead;
	/** Undefined if the body is not JSON. */
	json: JsonBuilder | undefined;
	keyFor(scope: ItemScope, typed: readonly NameValue[]): IdempotencyKey | undefined;
	assemble: Assemble;
}

/** How items become the body of a batch. */
interface BatchFormat {
	type: string;
	/** An item's JSON as it is put into the body. */
	piece(json: string): string;
	join(pieces: string[]): string;
	/** Bytes of the body beyond its pieces, each counted with one separator. */
	frameBytes: number;
}

const FORMATS: Readonly<Record<BatchSettings['format'], BatchFormat>> = {
	json: {
		type: 'application/json',
		piece: (json) => json.trim(),
		join: (pieces) => `[${pieces.join(',')}]`,
		// two brackets, minus the comma after the last piece
		frameBytes: 1,
	},
	/** Each line has its line break, the last one too (ndjson-spec, section 3.1). */
	jsonLines: {
		type: 'application/x-ndjson',
		piece: onOneLine,
		join: (pieces) => pieces.map((piece) => `${piece}\n`).join(''),
		frameBytes: 0,
	},
};

/** Undefined if each item has a request of its own. */
export function planBatches(
	{ batch, idempotency }: Settings,
	{ headFor, json: build, keyFor, assemble }: RequestMaking,
	compile: Compile,
): BatchPlan | undefined {
	if (!batch || !build) return undefined;
	const format = FORMATS[batch.format];
	const envelopeFor = planEnvelope(batch.envelope, compile);
	const isNewKey = idempotency.mode === 'auto';
	return {
		part(scope) {
			const head = headFor(scope);
			const built = build(scope);
			if (!built) throw empty();
			const key = keyFor(scope, head.typed);
			const envelope = envelopeFor(scope);
			const json = format.piece(built.content);
			refuseDoubled(json, envelope);
			return {
				shared: JSON.stringify([head, isNewKey ? '' : key, envelope]),
				json,
				bytes: Buffer.byteLength(json) + 1,
				frameBytes: format.frameBytes + Buffer.byteLength(envelope.join('')),
				head,
				key,
				envelope,
			};
		},
		async join(parts, keys) {
			const { head, key, envelope } = parts[0]!;
			const [before, after] = envelope;
			const content = before + format.join(parts.map(({ json }) => json)) + after;
			const typed = aboutBody(head);
			const joined = await asTyped({ content, contentType: format.type, field: 'jsonBody' }, typed);
			const value = key && (isNewKey ? keyOfAll(parts) : keys.keyFor(key.value, content));
			return assemble(head, joined, key && value ? { ...key, value } : undefined);
		},
	};
}

/** A key that is the same whenever the same items are sent together. */
function keyOfAll(parts: readonly BatchPart[]): string {
	return derivedKey(
		parts[0]?.key?.value ?? '',
		parts.map(({ key }) => key?.value),
	);
}

function empty(): WebhookFailure {
	return new WebhookFailure(
		'request',
		'JSON Body is empty for this item, so it cannot be put into a batch',
		{
			field: 'jsonBody',
			description: 'Send null or {} instead, or filter the item out before this node.',
		},
	);
}
