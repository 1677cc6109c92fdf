/** A list over many pages: read one after the other, and joined. */
import { createHash } from 'node:crypto';

import { WebhookFailure } from '../../failure';
import type { NameValue, OutgoingRequest, Responded } from '../types';
import { pageAt } from './request-at';
import type { Trail } from './trail';
import type { Follow, NextPage, PagedList } from './types';

/**
 * Reads all pages, beginning with the last response of the trail. The trail then ends at the last page, with the
 * members of all pages in its body.
 * @throws WebhookFailure of a page that fails, `response` if the pages are too large together
 */
export async function readPages<B>(
	trail: Trail<B>,
	list: PagedList<B>,
	judge: Follow<B>['judge'],
): Promise<void> {
	const { followed, request: first } = trail;
	const asked = new Set([identityOf(first)]);
	const bodies: B[] = [];
	let bytes = 0;
	followed.pages = 0;
	for (;;) {
		const failure = judge(trail.last);
		if (failure) throw failure;
		trail.isPage = true;
		bytes += trail.asking.bytes;
		if (bytes > list.maxBytes) throw tooLarge(list.maxBytes);
		const { body } = trail.last.response;
		if (body !== undefined) bodies.push(body);
		followed.pages++;

		const next = list.next(trail.last.response, followed.pages, trail.request);
		if (!next) break;
		if (followed.pages >= list.maxPages) {
			followed.morePages = true;
			break;
		}
		const request = requestFor(next, trail);
		const identity = identityOf(request);
		if (asked.has(identity)) {
			followed.isLoop = true;
			break;
		}
		asked.add(identity);
		trail.step = `Page ${followed.pages + 1}`;
		await trail.ask(withKeyOfPage(request, first, followed.pages + 1), false);
	}
	trail.last = joined(trail.last, list.join(bodies));
}

function requestFor<B>(next: NextPage, { request, last, asking }: Trail<B>): OutgoingRequest {
	if ('request' in next) return next.request;
	return pageAt(next.address, { request, response: last.response, policy: asking.policy });
}

/** Identifies the page that a request asks for. */
function identityOf({ url, body }: OutgoingRequest): string {
	const hash = createHash('sha256').update(new URL(url).href);
	if (typeof body === 'string' || Buffer.isBuffer(body)) hash.update('\n').update(body);
	return hash.digest('base64');
}

/** Each page has its own idempotency key. With the key of another page, a service would send that page again. */
function withKeyOfPage(request: OutgoingRequest, first: OutgoingRequest, page: number): OutgoingRequest {
	const { idempotencyHeader: name = '', idempotencyKey } = first;
	if (idempotencyKey === undefined || request.idempotencyKey === undefined) return request;
	const key = `${idempotencyKey}-${page}`;
	const isKey = (header: NameValue) => header[0].toLowerCase() === name.toLowerCase();
	return {
		...request,
		idempotencyKey: key,
		headers: request.headers.map((header): NameValue => (isKey(header) ? [header[0], key] : header)),
	};
}

function joined<B>(last: Responded<B>, body: B): Responded<B> {
	return { ...last, response: { ...last.response, body } };
}

function tooLarge(maxBytes: number): WebhookFailure {
	return new WebhookFailure('response', `The pages are larger than ${maxBytes / 1_000_000} MB together`, {
		description: 'Raise Max Size of All Pages (MB), or ask the service for less.',
	});
}
