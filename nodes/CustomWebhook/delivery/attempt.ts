/** One attempt: the request and the redirects that it leads to, within one deadline, to the last byte of the body. */
import { asFailure, WebhookFailure } from '../failure';
import { LimitedBody, ReplyBody } from './answer';
import { refuseHop } from './checks';
import type { Deadline } from './deadline';
import type { Exchange, Reply } from './connection';
import { sendHop, type HopItem, type HopSettings } from './hop';
import { nextHop, type Hop, type RedirectRules } from './redirect';
import type { AnswerHead, BodyReader, NameValue, Redirect } from './types';

/** So much of an answer that is not the last one is kept or read away, so that its connection can be used again. */
const KEPT_BYTES = 65_536;
/** And so long: a connection whose answer takes longer is closed instead. */
const KEPT_WITHIN_MS = 1000;

export interface AttemptSettings extends HopSettings, Omit<RedirectRules, 'request'> {
	maxResponseBytes: number;
}

export interface AttemptItem extends HopItem, Pick<RedirectRules, 'request'> {
	hop: Hop;
}

/** How far an attempt has come. */
interface Progress {
	redirects: Redirect[];
	/** Whether anything was handed to a connection. */
	written: boolean;
	/** The signature of the first hop, once it was handed to a connection. */
	signature?: readonly NameValue[];
	/** Whether a redirect led to another origin. */
	leftOrigin: boolean;
}

/** What came of an attempt: an answer (`head`), a failure, or both where an answer could not be used. */
export interface Outcome<B> extends Progress {
	head?: AnswerHead;
	failure?: WebhookFailure;
	/** Of the answer that is final. */
	body?: B;
	/** Reads the body of an answer that was not meant to be final, should it become that. */
	readLater?: (read: BodyReader<B>) => Promise<B>;
}

interface Opened {
	head: AnswerHead;
	exchange: Exchange;
	reply: Reply;
	/** Why the redirect of this answer is not followed. */
	refused?: WebhookFailure;
}

/**
 * @param isFinal asked for the head of the last hop's answer: whether its body is to be read
 * @throws only what `read` throws besides a `WebhookFailure`
 */
export async function attempt<B>(
	item: AttemptItem,
	settings: AttemptSettings,
	deadline: Deadline,
	isFinal: (head: AnswerHead, leftOrigin: boolean) => boolean,
	read: BodyReader<B>,
): Promise<Outcome<B>> {
	const outcome: Outcome<B> = { redirects: [], written: false, leftOrigin: false };
	try {
		const opened = await followHops(item, settings, deadline, outcome);
		outcome.head = opened.head;
		const isLast = isFinal(opened.head, outcome.leftOrigin);
		if (opened.refused || isLast) {
			const body = limited(opened, settings.maxResponseBytes);
			await readInto(outcome, opened, body, read);
			if (opened.refused) outcome.failure = opened.refused;
		} else {
			const kept = await keep(opened);
			if (kept) outcome.readLater = (reader) => reader(opened.head, restore(opened, kept, settings));
		}
	} catch (thrown) {
		outcome.failure = asFailure(thrown);
	} finally {
		deadline.end();
	}
	return outcome;
}

async function followHops(
	{ hop: firstHop, request, messageId }: AttemptItem,
	settings: AttemptSettings,
	deadline: Deadline,
	progress: Progress,
): Promise<Opened> {
	let hop = firstHop;
	for (;;) {
		const { exchange, reply } = await sendHop(hop, { messageId }, settings, deadline, (signature) => {
			progress.written = true;
			progress.signature ??= signature;
		});
		const { statusCode, statusMessage, headers } = reply;
		const head = { statusCode, statusMessage, headers, url: hop.url.href, method: hop.method };
		const opened: Opened = { head, exchange, reply };

		const next = tryNextHop(hop, head, progress.redirects.length, { request, ...settings }, settings);
		if (next === undefined) return opened;
		if (next instanceof WebhookFailure) return { ...opened, refused: next };

		await keep(opened);
		progress.redirects.push({ statusCode, url: next.url.href });
		progress.leftOrigin = next.leftOrigin;
		hop = next;
	}
}

function tryNextHop(
	hop: Hop,
	head: AnswerHead,
	hopsSoFar: number,
	rules: RedirectRules,
	{ routes }: HopSettings,
): Hop | WebhookFailure | undefined {
	try {
		const next = nextHop(hop, head, hopsSoFar, rules);
		return (next && refuseHop(next.url, routes)) ?? next;
	} catch (thrown) {
		return asFailure(thrown);
	}
}

function limited({ head, reply, exchange }: Opened, maxResponseBytes: number): LimitedBody {
	return new LimitedBody(head, reply.body, maxResponseBytes, (failure) => exchange.refuse(failure));
}

/** What broke the body counts before what the reader made of it. What the reader left unread is not waited for. */
async function readInto<B>(
	outcome: Outcome<B>,
	{ head, exchange }: Opened,
	body: LimitedBody,
	read: BodyReader<B>,
): Promise<void> {
	try {
		const value = await read(head, body);
		if (body.failure) outcome.failure = body.failure;
		else outcome.body = value;
	} catch (thrown) {
		outcome.failure = body.failure ?? asFailure(thrown);
	} finally {
		exchange.abort(UNREAD);
	}
}

/** The bytes of an answer that is not the last one, where they are few and come soon; else its connection is closed. */
async function keep({ exchange, reply }: Opened): Promise<Buffer | undefined> {
	const timer = setTimeout(() => exchange.abort(UNREAD), KEPT_WITHIN_MS);
	const tooLarge = () => {
		exchange.abort(UNREAD);
		return UNREAD;
	};
	try {
		return await reply.body.collect(KEPT_BYTES, tooLarge);
	} catch {
		return undefined;
	} finally {
		clearTimeout(timer);
	}
}

function restore(opened: Opened, kept: Buffer, { maxResponseBytes }: AttemptSettings): LimitedBody {
	const body = new ReplyBody(() => undefined);
	body.push(kept);
	body.end();
	return limited({ ...opened, reply: { ...opened.reply, body } }, maxResponseBytes);
}

/** Closes a connection whose answer nobody reads to the end. No item ever gets it. */
const UNREAD = new WebhookFailure('network', 'The answer was not read to its end');
