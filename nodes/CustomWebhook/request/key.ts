import { createHmac, randomUUID } from 'node:crypto';

import type { NameValue } from '../delivery';
import { WebhookFailure } from '../failure';
import type { Settings } from '../settings';
import type { ItemScope } from '../template';
import { checkedName, findHeader } from './headers';
import { rowField, type Compile } from './pairs';

/** A header by which a service recognizes a repeated request. */
export interface IdempotencyKey {
	header: string;
	value: string;
}

/**
 * The key of an item's request, if it has one: a new one, the author's own, or the one among the typed headers.
 * @throws WebhookFailure `request` if the author's own, or the typed one, is empty for the item
 */
export function planKey(
	{ mode, header, value }: Settings['idempotency'],
	compile: Compile,
): (scope: ItemScope, typed: readonly NameValue[]) => IdempotencyKey | undefined {
	if (mode === 'off') return (_scope, typed) => typedKey(typed);
	const named = (key: string) => ({
		header: checkedName(header, 'options.idempotencyKeyHeader'),
		value: key,
	});
	if (mode === 'auto') return ({ deliveryKey }) => named(deliveryKey ?? randomUUID());
	const template = compile(value, 'options.idempotencyKeyValue', 'header');
	return (scope) => {
		const key = template.render(scope).trim();
		if (key === '') throw emptyKey('options.idempotencyKeyValue');
		return named(key);
	};
}

/**
 * A key derived from a secret one: a UUID of version 4, whose bits are pseudo-random (RFC 9562, section 5.4).
 * @param parts the same parts give the same key again
 */
export function derivedKey(secret: string, parts: readonly unknown[]): string {
	const bytes = createHmac('sha256', secret).update(JSON.stringify(parts)).digest().subarray(0, 16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x40;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The key that an author typed as a header. */
function typedKey(headers: readonly NameValue[]): IdempotencyKey | undefined {
	const typed = findHeader(headers, 'Idempotency-Key');
	if (!typed) return undefined;
	const [header, value] = typed;
	if (value === '') throw emptyKey(rowField('headers', header));
	return { header, value };
}

/** A service could take all requests with an empty key for one. */
function emptyKey(field: string): WebhookFailure {
	return new WebhookFailure(
		'request',
		'The idempotency key of this item is empty: give it a value of its own',
		{ field },
	);
}
