import type { WebhookFailure } from '../../failure';
import type { HttpResponse, OutgoingRequest, Responded } from '../types';

/** How to continue after a response. Passed in, because delivery does not decode: these rules name the requests. */
export interface Follow<B> {
	/** If the result comes later. */
	result?: LaterResult<B> | undefined;
	/** If it is a list over many pages: of the response, or of the result. */
	pages?: PagedList<B> | undefined;
	/** Why a response that is the last one, or a page, is no success. */
	judge(delivered: Responded<B>): WebhookFailure | undefined;
}

/** The address to poll for a result. */
export interface StatusAddress {
	/** Absolute, or relative to the response. */
	address: string;
	/** Whether the author typed it, so that it may get the authentication. */
	isAuthors: boolean;
}

/** How a result is waited for. Times in milliseconds. */
export interface LaterResult<B> {
	intervalMs: number;
	/** From the first response on. */
	timeoutMs: number;
	/**
	 * Where to poll for the result; undefined if the first response is the result.
	 * @throws WebhookFailure if the response does not say where
	 */
	statusAt(first: HttpResponse<B>): StatusAddress | undefined;
	/** Where to poll from now on, if a pending response names another address. */
	movedTo(pending: HttpResponse<B>): StatusAddress | undefined;
	/** Why a response that is not the result is no success. */
	judge(pending: Responded<B>): WebhookFailure | undefined;
	/**
	 * Whether a response to polling is the result.
	 * @throws WebhookFailure `rule` if it says that there will be none
	 */
	isDone(response: HttpResponse<B>): boolean;
	/** The state that the last response shows instead of the result, as the end of a sentence. */
	stateOf(response: HttpResponse<B>): string;
}

/** How a list over many pages is read. */
export interface PagedList<B> {
	maxPages: number;
	/** Of all pages, after decompression. */
	maxBytes: number;
	/**
	 * The request for the next page, or its address; undefined at the last page.
	 * @param page the last one that was read
	 * @param number of that page, from 1
	 * @param request that page's request
	 * @throws WebhookFailure if the page names the next one in an unusable way
	 */
	next(page: HttpResponse<B>, number: number, request: OutgoingRequest): NextPage | undefined;
	/** One body with the members of all pages. */
	join(pages: readonly B[]): B;
}

/** An address that a response named, absolute or relative to it; or a request as the author set it up. */
export type NextPage = { address: string } | { request: OutgoingRequest };
