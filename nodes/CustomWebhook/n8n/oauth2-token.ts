import type { IExecuteFunctions } from 'n8n-workflow';

import { WebhookFailure } from '../failure';
import { createRedactor, isSecretName } from '../redact';
import type { CredentialData } from '../request';

/** How long a token that another process got may take into n8n's database: a write, on a busy server. Milliseconds. */
const STORED_WITHIN_MS = 1_000;

/** How often it is looked for meanwhile. Milliseconds. */
const LOOK_EVERY_MS = 100;

/** The end of the last refresh of each credential in this process: the next one looks what it left. */
const turns = new Map<string, Promise<unknown>>();

/** The access token that n8n has stored, where there is one. */
export function tokenOf(data: CredentialData): string | undefined {
	const token = tokenDataOf(data).access_token;
	return typeof token === 'string' && token !== '' ? token : undefined;
}

/** Whether the stored token is past the time that its service gave, and n8n has the means to get another. */
export function hasExpired(data: CredentialData, now: number): boolean {
	const expiresAt = Number(tokenDataOf(data).n8n_expires_at ?? NaN);
	return expiresAt <= now && canBeRenewed(data);
}

/** Whether a token is stored that can be sent: not past its time, and not the one that a service refused. */
export function isUsable(data: CredentialData, refused?: string): boolean {
	const token = tokenOf(data);
	return token !== undefined && token !== refused && !hasExpired(data, Date.now());
}

/** @throws WebhookFailure `credentials` where there is no token, and no way to one without its owner */
export function refuseUnconnected(data: CredentialData): void {
	if (tokenOf(data) !== undefined || canBeRenewed(data)) return;
	throw new WebhookFailure('credentials', 'The OAuth2 credential is not connected yet', {
		field: 'authentication',
		description: 'Open the credential in n8n and press Connect.',
	});
}

/** All secrets of an OAuth2 credential, wherever in it they are. */
export function secretsOf(data: object): string[] {
	return Object.entries(data).flatMap(([name, value]: [string, unknown]) => {
		if (typeof value === 'object' && value !== null) return secretsOf(value);
		return typeof value === 'string' && value !== '' && isSecretName(name) ? [value] : [];
	});
}

/**
 * The credential with a token other than the refused one. Another item, run or process may have stored it meanwhile;
 * else n8n gets it and stores it. One at a time for a credential, so that no refresh undoes another.
 * @param refused the token that a service did not take; nothing where there is none yet, or it has expired
 * @throws WebhookFailure `credentials` where n8n cannot get a token
 */
export async function newTokenFor(
	context: IExecuteFunctions,
	type: string,
	refused: string | undefined,
): Promise<CredentialData> {
	const key = context.getNode().credentials?.[type]?.id ?? type;
	const { data, error } = await inTurn(key, async () => await lookOrRefresh(context, type, refused));
	if (error === undefined) return data;
	const latest = await tokenOfAnother(context, type, data, refused);
	if (latest) return latest;
	throw notRenewed(error, data);
}

/** Does work for a credential after what was begun for it before. */
async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
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

/** @returns the credential with its new token; or as it is stored, with what n8n says of the refresh that failed */
async function lookOrRefresh(
	context: IExecuteFunctions,
	type: string,
	refused: string | undefined,
): Promise<{ data: CredentialData; error?: Error }> {
	const stored: CredentialData = await context.getCredentials(type);
	if (isUsable(stored, refused)) return { data: stored };
	refuseUnconnected(stored);
	try {
		const oauthTokenData: unknown = await context.helpers.refreshOAuth2Token.call(
			withCredential(context, stored),
			type,
		);
		return { data: { ...stored, oauthTokenData } };
	} catch (error) {
		return { data: stored, error: error instanceof Error ? error : new Error(String(error)) };
	}
}

/**
 * What a process beside this one got with the refresh token that it used up just before us, in an n8n whose processes do
 * not wait for each other: it has its answer then, and is about to store it.
 */
async function tokenOfAnother(
	context: IExecuteFunctions,
	type: string,
	stored: CredentialData,
	refused: string | undefined,
): Promise<CredentialData | undefined> {
	const looks = tokenDataOf(stored).refresh_token ? STORED_WITHIN_MS / LOOK_EVERY_MS : 0;
	for (let look = 0; look <= looks; look++) {
		if (look > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
		const latest: CredentialData = await context.getCredentials(type);
		if (tokenOf(latest) !== tokenOf(stored) && isUsable(latest, refused)) return latest;
	}
	return undefined;
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

function canBeRenewed(data: CredentialData): boolean {
	return data.grantType === 'clientCredentials' || Boolean(tokenDataOf(data).refresh_token);
}

/** What the service answered with, as n8n keeps it. */
function tokenDataOf(data: CredentialData): Record<string, unknown> {
	return (data.oauthTokenData ?? {}) as Record<string, unknown>;
}

function notRenewed(error: Error, stored: CredentialData): WebhookFailure {
	const { text } = createRedactor([secretsOf(stored)]);
	return new WebhookFailure(
		'credentials',
		`n8n could not get an OAuth2 token: ${withoutTokens(text(error.message))}`,
		{
			field: 'authentication',
			description:
				stored.grantType === 'clientCredentials'
					? 'Open the credential in n8n and check the Access Token URL, the Client ID and the Client Secret.'
					: 'Open the credential in n8n and connect it again.',
			cause: error,
		},
	);
}

/** A message may quote what the token server sent, with tokens that nobody knows yet. */
function withoutTokens(message: string): string {
	return message.replace(/(token"?\s*[=:]\s*"?)[^"&\s,}]+/gi, '$1***');
}
