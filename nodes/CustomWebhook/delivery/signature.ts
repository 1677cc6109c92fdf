/** Signatures over the exact bytes of a body: Standard Webhooks, and HMAC in the common dialects. */
import { createHmac, randomUUID, type Hmac } from 'node:crypto';

import { WebhookFailure } from '../failure';
import { unreadableFile } from './errors';
import type { NameValue, OutgoingRequest, RequestBody, Signing } from './types';

const BASE64_SECRET = /^\s*whsec_/;
const BASE64 = /^(?:[\w+/-]{4})*(?:[\w+/-]{2,4})={0,2}\s*$/;

export interface SignedMessage {
	/** `webhook-id`: the same on each attempt. */
	id: string;
	/** Milliseconds since 1970, fresh for each attempt. */
	now: number;
	/** A missing body is signed as an empty one. A stream is opened and read once. */
	body?: RequestBody;
}

/**
 * The headers of a signature. `standardWebhooks` gives `webhook-id`, `webhook-timestamp` and `webhook-signature`
 * (one `v1,` for each secret) by the Standard Webhooks specification; `hmac` gives one header.
 * @throws WebhookFailure `request` if a streamed body cannot be read
 */
export async function sign(signing: Signing, message: SignedMessage): Promise<NameValue[]> {
	if (signing.scheme === 'hmac') {
		const hmac = createHmac(signing.algorithm, signing.secret);
		await feed([hmac], message.body);
		return [[signing.header, signing.prefix + hmac.digest(signing.encoding)]];
	}

	const timestamp = Math.floor(message.now / 1000).toString();
	const secrets = [signing.secret, ...(signing.previousSecret ? [signing.previousSecret] : [])];
	const hmacs = secrets.map((secret) =>
		createHmac('sha256', toKey(secret)).update(`${message.id}.${timestamp}.`),
	);
	await feed(hmacs, message.body);
	return [
		['webhook-id', message.id],
		['webhook-timestamp', timestamp],
		['webhook-signature', hmacs.map((hmac) => `v1,${hmac.digest('base64')}`).join(' ')],
	];
}

/** `webhook-id` of a request: its idempotency key, or a new random ID. */
export function messageIdOf({ idempotencyKey }: OutgoingRequest): string {
	return idempotencyKey ?? `msg_${randomUUID()}`;
}

/**
 * Detects a secret that was not copied whole: it begins with `whsec_`, but the rest is not base64. It would still sign,
 * and the receiver would refuse it without a reason. Applies to both schemes: the credential's Test knows neither.
 *
 * @throws WebhookFailure (`credentials`) if no base64 follows `whsec_`: a mistake in the set-up
 */
export function checkSecrets({ secret, previousSecret = '' }: Signing): void {
	for (const each of [secret, previousSecret]) {
		if (!BASE64_SECRET.test(each) || BASE64.test(each.replace(BASE64_SECRET, ''))) continue;
		throw new WebhookFailure(
			'credentials',
			'A secret of the signing credential begins with whsec_, but the rest cannot be read as base64',
			{ field: 'options.signing', description: 'Copy the whole secret again.' },
		);
	}
}

/** `whsec_` and base64, or plain text. */
function toKey(secret: string): Buffer {
	return BASE64_SECRET.test(secret)
		? Buffer.from(secret.replace(BASE64_SECRET, ''), 'base64')
		: Buffer.from(secret, 'utf8');
}

async function feed(hmacs: readonly Hmac[], body: RequestBody | undefined): Promise<void> {
	if (body === undefined) return;
	if (typeof body === 'string' || Buffer.isBuffer(body)) {
		for (const hmac of hmacs) hmac.update(body);
		return;
	}
	try {
		for await (const chunk of await body.open()) {
			for (const hmac of hmacs) hmac.update(chunk as Buffer);
		}
	} catch (thrown) {
		throw unreadableFile(thrown);
	}
}
