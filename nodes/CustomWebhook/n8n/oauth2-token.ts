import { createHash } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import { WebhookFailure } from '../failure';
import type { CredentialData } from '../request';
import type { CredentialReader } from './credential-reader';
import { canBeRenewed, hasExpired, isClientCredentials, tokenDataOf, tokenOf } from './token-data';

/** The source of an OAuth2 token: one credential, with its values for one item. */
export interface TokenSource {
	context: IExecuteFunctions;
	reader: Pick<CredentialReader, 'readNow'>;
	type: string;
	itemIndex: number;
	/** Whether other items may have another client ID, secret or server: n8n stores one token for all of them. */
	isPerItem: boolean;
}

/** Key in the token's stored data: the owner of the token, if a credential serves several clients. */
const OWNER = 'custom_webhook_owner';

/**
 * How long another process may take to store its token in n8n's database: one write, on a busy server. Milliseconds.
 */
const STORED_WITHIN_MS = 1_000;

/** Interval of looking for it meanwhile. Milliseconds. */
const LOOK_EVERY_MS = 100;

/** The end of the last refresh of each credential in this process: the next one checks its result first. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Whether a usable token is stored: of the item's own client, not expired, and not the one that a service refused.
 */
export function isUsable(source: TokenSource, data: CredentialData, refused?: string): boolean {
	const token = tokenOf(data);
	return token !== undefined && token !== refused && !hasExpired(data, Date.now()) && isOwn(source, data);
}

/** @throws WebhookFailure `credentials` if there is no token, and none can be had without the credential's owner */
export function refuseUnconnected(data: CredentialData): void {
	if (tokenOf(data) !== undefined || canBeRenewed(data)) return;
	throw new WebhookFailure('credentials', 'The OAuth2 credential is not connected yet', {
		field: 'authentication',
		description: 'Open the credential in n8n and press Connect.',
	});
}

/** The credential's ID in n8n. */
function credentialOf(context: IExecuteFunctions, type: string): string {
	return context.getNode().credentials?.[type]?.id ?? type;
}

/** Does work for a credential after all earlier work for it. */
export async function inTurn<T>({ context, type }: TokenSource, work: () => Promise<T>): Promise<T> {
	const key = credentialOf(context, type);
	const before = turns.get(key) ?? Promise.resolve();
	const turn = before.then(work);
	const ended = turn.catch(() => undefined);
	turns.set(key, ended);
	try {
		return await turn;
	} finally {
		if (turns.get(key) === ended) turns.delete(key);
	}
}

/** The result of a refresh: the credential with its new token, or as stored, with n8n's error. */
export interface Refreshed {
	data: CredentialData;
	error?: Error;
}

/** n8n joins concurrent refreshes of one credential. If that yields another item's token, retries at most so often. */
const JOINED_AT_MOST = 3;

/**
 * The credential with a token other than the refused one: stored by another item, run or process meanwhile, or else
 * fetched and stored by n8n.
 * @param refused the token that a service refused; undefined if there is none yet, or it has expired
 * @throws WebhookFailure `credentials` if nobody has connected the credential
 */
export async function lookOrRefresh(source: TokenSource, refused: string | undefined): Promise<Refreshed> {
	let stored = await source.reader.readNow(source.type, source.itemIndex);
	try {
		for (let joined = 0; joined <= JOINED_AT_MOST; joined++) {
			if (isUsable(source, stored, refused)) return { data: stored };
			refuseUnconnected(stored);
			const data = await refresh(source, stored);
			if (isOwn(source, data)) return { data };
			stored = await source.reader.readNow(source.type, source.itemIndex);
		}
		throw new Error('n8n keeps renewing it for other items');
	} catch (error) {
		if (error instanceof WebhookFailure) throw error;
		return { data: stored, error: error instanceof Error ? error : new Error(String(error)) };
	}
}

/** When n8n sent the request that it still waits for, for each credential. Milliseconds since 1970. */
const pending = new Map<string, number>();

/** When n8n sent a request for this credential that has no response yet; undefined if there is none. */
export const pendingSince = ({ context, type }: TokenSource): number | undefined =>
	pending.get(credentialOf(context, type));

/** n8n sends one request at a time for a credential: whoever asks meanwhile waits for the response to it. */
async function ask({ context, type }: TokenSource, stored: CredentialData): Promise<unknown> {
	const key = credentialOf(context, type);
	const isFirst = !pending.has(key);
	if (isFirst) pending.set(key, Date.now());
	try {
		return await context.helpers.refreshOAuth2Token.call(withCredential(context, stored), type);
	} finally {
		if (isFirst) pending.delete(key);
	}
}

async function refresh(source: TokenSource, stored: CredentialData): Promise<CredentialData> {
	const oauthTokenData = await ask(source, toBeReplaced(source, stored));
	const data = { ...stored, oauthTokenData };
	if (tokenOf(data) === undefined) throw new Error('the response of the token server has no access_token');
	return data;
}

/**
 * The token of another process that used up the refresh token just before this one. The processes of that n8n do not
 * wait for each other: the other one has its response, and is about to store it.
 */
export async function tokenOfAnother(
	source: TokenSource,
	stored: CredentialData,
	refused: string | undefined,
): Promise<CredentialData | undefined> {
	const looks = tokenDataOf(stored).refresh_token ? STORED_WITHIN_MS / LOOK_EVERY_MS : 0;
	for (let look = 0; look <= looks; look++) {
		if (look > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
		const latest = await source.reader.readNow(source.type, source.itemIndex);
		if (tokenOf(latest) !== tokenOf(stored) && isUsable(source, latest, refused)) return latest;
	}
	return undefined;
}

/** Whether the stored token is the item's own. One that a person connected is valid for all items. */
function isOwn({ isPerItem }: TokenSource, data: CredentialData): boolean {
	return !isPerItem || !isClientCredentials(data) || tokenDataOf(data)[OWNER] === ownerOf(data);
}

/** Distinguishes accounts of a service, for its limits; the same for all tokens of a credential. */
export function accountOf({ context, type }: TokenSource, data: CredentialData): string {
	return `${credentialOf(context, type)}/${ownerOf(data)}`;
}

/** Distinguishes clients without revealing them. */
function ownerOf(data: CredentialData): string {
	const client = JSON.stringify({ ...data, oauthTokenData: undefined });
	return createHash('sha256').update(client).digest('base64url');
}

/**
 * The credential for n8n to renew. n8n copies the old token's data into the new one, so nothing of another client's may
 * be in it except the token itself, by which n8n detects that it was not renewed meanwhile.
 */
function toBeReplaced({ isPerItem }: TokenSource, stored: CredentialData): CredentialData {
	if (!isPerItem || !isClientCredentials(stored)) return stored;
	const { access_token } = tokenDataOf(stored);
	return { ...stored, oauthTokenData: { access_token, [OWNER]: ownerOf(stored) } };
}

/**
 * A context that returns the credential that was checked. n8n would read it again, and mistake a token that another
 * process has just stored for the refused one. It also reads the tokens without checking that there are any.
 */
function withCredential(context: IExecuteFunctions, stored: CredentialData): IExecuteFunctions {
	const getCredentials = async () =>
		await Promise.resolve({ ...stored, oauthTokenData: stored.oauthTokenData ?? {} });
	return Object.create(context, { getCredentials: { value: getCredentials } }) as IExecuteFunctions;
}
