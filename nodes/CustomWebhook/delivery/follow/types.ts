import type { WebhookFailure } from '../../failure';
import type { Answer, Answered, OutgoingRequest } from '../types';

/** What a response leads to. Handed in, because delivery does not decode: it asks for what these rules name. */
export interface Follow<B> {
	/** If the result comes later. */
	result?: LaterResult<B> | undefined;
	/** If it is a list over many pages: of the response, or of the result. */
	pages?: PagedList<B> | undefined;
	/** Why a response that is the last one, or a page, is no success. */
	judge(delivered: Answered<B>): WebhookFailure | undefined;
}

/** An address where a result is to be asked for. */
export interface StatusAddress {
	/** Absolute, or relative to the response. */
	address: string;
	/** Whether the author typed where it is, so that the authentication may go there. */
	isAuthors: boolean;
}

/** How a result is waited for. Times in milliseconds. */
export interface LaterResult<B> {
	intervalMs: number;
	/** From the first response on. */
	timeoutMs: number;
	/**
	 * Where the result is to be asked for; undefined if the first response is the result.
	 * @throws WebhookFailure if the response does not say where
	 */
	statusAt(first: Answer<B>): StatusAddress | undefined;
	/** Where to ask from now on, if a response that is not yet the result says so. */
	movedTo(pending: Answer<B>): StatusAddress | undefined;
	/** Why a response that is not the result is no success. */
	judge(pending: Answered<B>): WebhookFailure | undefined;
	/**
	 * Whether a response to asking is the result.
	 * @throws WebhookFailure `rule` if it says that there will be none
	 */
	isDone(answer: Answer<B>): boolean;
	/** What the last response has instead of the result, as the end of a sentence. */
	stateOf(answer: Answer<B>): string;
}

/** How a list over many pages is read. */
export interface PagedList<B> {
	maxPages: number;
	/** Of all pages, after decompression. */
	maxBytes: number;
	/**
	 * What is asked for the next page; undefined at the last one.
	 * @param page the last one that was read
	 * @param number of that page, from 1
	 * @param request what was asked for it
	 * @throws WebhookFailure if the page does not say it in a way that can be used
	 */
	next(page: Answer<B>, number: number, request: OutgoingRequest): NextPage | undefined;
	/** One body with the members of all pages. */
	join(pages: readonly B[]): B;
}

/** An address that a response named, absolute or relative to it; or a request as the author set it up. */
export type NextPage = { address: string } | { request: OutgoingRequest };
