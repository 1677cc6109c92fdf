import type { IExecuteFunctions } from 'n8n-workflow';

import { WebhookFailure } from '../failure';
import { applyCredential, type AppliedCredential, type CredentialData } from '../request';

/** Refreshes that are under way in this process, by credential: all items of all runs share one. */
const underWay = new Map<string, Promise<CredentialData>>();

/**
 * The OAuth2 token that n8n keeps, and the way to a new one: n8n gets, refreshes and stores tokens itself.
 * @param data the credential's fields
 * @throws WebhookFailure `credentials` where n8n cannot get a token
 */
export async function readOAuth2(
	context: IExecuteFunctions,
	type: string,
	data: CredentialData,
): Promise<AppliedCredential> {
	let applied = applyCredential('oAuth2', tokenOf(data) ? data : await newToken(context, type, undefined));
	const secrets = [...applied.secrets, ...storedSecrets(data)];
	return {
		headers: applied.headers,
		secrets,
		get headerValues() {
			return applied.headerValues;
		},
		async renew(refused) {
			const refusedToken = refused[0]?.[1].replace(/^Bearer /, '');
			if (applied.headerValues[0]?.[1] === refused[0]?.[1]) {
				applied = applyCredential('oAuth2', await newToken(context, type, refusedToken));
				secrets.push(...applied.secrets);
			}
			return applied.headerValues;
		},
	};
}

/** A token other than the refused one: another run may have stored it meanwhile, else n8n gets it. */
async function newToken(
	context: IExecuteFunctions,
	type: string,
	refusedToken: string | undefined,
): Promise<CredentialData> {
	const key = context.getNode().credentials?.[type]?.id ?? type;
	const running = underWay.get(key);
	if (running) return await running;
	const started = fetchToken(context, type, refusedToken).finally(() => underWay.delete(key));
	underWay.set(key, started);
	return await started;
}

async function fetchToken(
	context: IExecuteFunctions,
	type: string,
	refusedToken: string | undefined,
): Promise<CredentialData> {
	try {
		const stored: CredentialData = await context.getCredentials(type);
		const token = tokenOf(stored);
		if (token !== undefined && token !== refusedToken) return stored;
		const oauthTokenData: unknown = await context.helpers.refreshOAuth2Token.call(context, type);
		return { ...stored, oauthTokenData };
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new WebhookFailure('credentials', `n8n could not get an OAuth2 token: ${reason}`, {
			field: 'authentication',
			description: 'Open the credential in n8n and connect it again',
			cause: error,
		});
	}
}

function tokenOf(data: CredentialData): string | undefined {
	const token = (data.oauthTokenData as { access_token?: unknown } | undefined)?.access_token;
	return typeof token === 'string' && token !== '' ? token : undefined;
}

/** What else of the credential must never be seen. */
function storedSecrets(data: CredentialData): string[] {
	const tokens = data.oauthTokenData as { refresh_token?: unknown } | undefined;
	return [data.clientSecret, tokens?.refresh_token].filter(
		(secret): secret is string => typeof secret === 'string' && secret !== '',
	);
}
