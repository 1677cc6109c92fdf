/** Signatures over the exact bytes of a body: Standard Webhooks, and HMAC in the common dialects. */
import { createHmac, type Hmac } from 'node:crypto';

import type { NameValue, RequestBody, Signing } from './types';

const BASE64_SECRET = /^whsec_/;

export interface SignedMessage {
	/** `webhook-id`: the same on each attempt. */
	id: string;
	/** Milliseconds since 1970, fresh for each attempt. */
	now: number;
	/** Nothing is signed as the empty body. A stream is opened and read once. */
	body?: RequestBody;
}

/**
 * The headers of a signature. `standardWebhooks` gives `webhook-id`, `webhook-timestamp` and `webhook-signature`
 * (one `v1,` for each secret) by the Standard Webhooks specification; `hmac` gives the one header of the dialect.
 * Rejects with the stream's error where a streamed body cannot be read.
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
	for await (const chunk of await body.open()) {
		for (const hmac of hmacs) hmac.update(chunk as Buffer);
	}
}
