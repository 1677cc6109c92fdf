import { createHash } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import { WebhookFailure } from '../failure';
import type { CredentialData } from '../request';
import type { CredentialReader } from './credential-reader';
import { canBeRenewed, hasExpired, isClientCredentials, tokenDataOf, tokenOf } from './token-data';

/** Where an OAuth2 token comes from: one credential, with the values that it has for one item. */
export interface TokenSource {
	context: IExecuteFunctions;
	reader: Pick<CredentialReader, 'readNow'>;
	type: string;
	itemIndex: number;
	/** Whether other items may have another client ID, secret or server: n8n stores one token for all of them. */
	isPerItem: boolean;
}

/** Among the token's own data, where n8n keeps it: whose token it is, if a credential serves several clients. */
const OWNER = 'custom_webhook_owner';

/** How long a token that another process got may take into n8n's database: a write, on a busy server. Milliseconds. */
const STORED_WITHIN_MS = 1_000;

/** How often it is looked for meanwhile. Milliseconds. */
const LOOK_EVERY_MS = 100;

/** The end of the last refresh of each credential in this process: the next one looks what it left. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Whether a token is stored that can be sent: of the item's own client, not past its time, and not the one that a
 * service refused.
 */
export function isUsable(source: TokenSource, data: CredentialData, refused?: string): boolean {
	const token = tokenOf(data);
	return token !== undefined && token !== refused && !hasExpired(data, Date.now()) && isOwn(source, data);
}

/** @throws WebhookFailure `credentials` if there is no token, and no way to one without its owner */
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

/** Does work for a credential after what was begun for it before. */
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

/** What became of a refresh: the credential with its new token; or as it is stored, with the error of n8n. */
export interface Refreshed {
	data: CredentialData;
	error?: Error;
}

/** n8n joins refreshes of one credential. So often the token of another item is not taken, and asked again. */
const JOINED_AT_MOST = 3;

/**
 * The credential with a token other than the refused one: stored by another item, run or process meanwhile, or else
 * fetched and stored by n8n.
 * @param refused the token that a service did not take; nothing if there is none yet, or it has expired
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

async function refresh(source: TokenSource, stored: CredentialData): Promise<CredentialData> {
	const { context, type } = source;
	const oauthTokenData: unknown = await context.helpers.refreshOAuth2Token.call(
		withCredential(context, toBeReplaced(source, stored)),
		type,
	);
	const data = { ...stored, oauthTokenData };
	if (tokenOf(data) === undefined) throw new Error('the response of the token server has no access_token');
	return data;
}

/**
 * What a process beside this one got with the refresh token that it used up just before us, in an n8n whose processes do
 * not wait for each other: it has its response then, and is about to store it.
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

/** A token that a person connected is of that person's account, whatever the item. */
function isOwn({ isPerItem }: TokenSource, data: CredentialData): boolean {
	return !isPerItem || !isClientCredentials(data) || tokenDataOf(data)[OWNER] === ownerOf(data);
}

/** Tells accounts of a service apart, for its limits: the same for each token that a credential gets. */
export function accountOf({ context, type }: TokenSource, data: CredentialData): string {
	return `${credentialOf(context, type)}/${ownerOf(data)}`;
}

/** Tells clients apart, and tells nothing else of them. */
function ownerOf(data: CredentialData): string {
	const client = JSON.stringify({ ...data, oauthTokenData: undefined });
	return createHash('sha256').update(client).digest('base64url');
}

/**
 * The credential as n8n is to renew it. It copies the old token's data into the new one: nothing of another client's
 * may get there but the token itself, by which n8n sees that nobody has renewed it meanwhile.
 */
function toBeReplaced({ isPerItem }: TokenSource, stored: CredentialData): CredentialData {
	if (!isPerItem || !isClientCredentials(stored)) return stored;
	const { access_token } = tokenDataOf(stored);
	return { ...stored, oauthTokenData: { access_token, [OWNER]: ownerOf(stored) } };
}

/**
 * A context whose credential is the one that was looked at. n8n would read it again, and take a token that another process
 * stored just then for the refused one. It also reads the tokens without looking whether there are any.
 */
function withCredential(context: IExecuteFunctions, stored: CredentialData): IExecuteFunctions {
	const getCredentials = async () =>
		await Promise.resolve({ ...stored, oauthTokenData: stored.oauthTokenData ?? {} });
	return Object.create(context, { getCredentials: { value: getCredentials } }) as IExecuteFunctions;
}
