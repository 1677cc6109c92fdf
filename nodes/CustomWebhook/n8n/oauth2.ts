import type { IExecuteFunctions } from 'n8n-workflow';

import { WebhookFailure } from '../failure';
import { HIDDEN } from '../redact';
import { applyCredential, type AppliedCredential, type CredentialData } from '../request';
import { isUsable, newTokenFor, refuseUnconnected, secretsOf, tokenOf } from './oauth2-token';

/** Milliseconds for which a refresh that failed stands for all items: a dead token server is not asked for each. */
const FAILURE_STANDS_MS = 10_000;

/** HTTP's own way to say that a token is not, or no longer, good (RFC 9110, section 15.5.2). */
const UNAUTHORIZED = 401;

/**
 * The OAuth2 token that n8n keeps, and the way to a new one: n8n gets, refreshes and stores tokens itself.
 * @param data the credential's fields
 * @param mayFetch false for a preview, which calls nobody: it shows no token anyway
 * @throws WebhookFailure `credentials` where n8n cannot get a token
 */
export async function readOAuth2(
	context: IExecuteFunctions,
	type: string,
	data: CredentialData,
	mayFetch: boolean,
): Promise<AppliedCredential> {
	if (!mayFetch) return toBeShown(data);
	return new RunToken(context, type, isUsable(data) ? data : await newTokenFor(context, type, undefined));
}

function toBeShown(data: CredentialData): AppliedCredential {
	refuseUnconnected(data);
	const applied = withToken(tokenOf(data) ? data : { oauthTokenData: { access_token: HIDDEN } });
	return { ...applied, secrets: [...applied.secrets, ...secretsOf(data)] };
}

const withToken = (data: CredentialData) => applyCredential('oAuth2', data);

/** The token of a run: the newest one that any of its items got. */
class RunToken implements AppliedCredential {
	readonly headers = ['Authorization'];
	readonly secrets: string[] = [];
	readonly expiredStatusCodes: readonly number[];
	headerValues: AppliedCredential['headerValues'] = [];
	private renewing: Promise<void> | undefined;
	private failed: { failure: unknown; until: number } | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly type: string,
		data: CredentialData,
	) {
		const ofCredential = Number(data.expiredStatusCode);
		this.expiredStatusCodes = ofCredential > 0 ? [UNAUTHORIZED, ofCredential] : [UNAUTHORIZED];
		this.take(data);
	}

	/** One refresh for all items whose requests were refused with the same token. */
	async renew(refused: AppliedCredential['headerValues']): Promise<AppliedCredential['headerValues']> {
		const refusedValue = refused[0]?.[1];
		if (this.headerValues[0]?.[1] === refusedValue) {
			if (this.failed && Date.now() < this.failed.until) throw this.failed.failure;
			this.renewing ??= this.fetch(refusedValue?.replace(/^Bearer /, '')).finally(
				() => (this.renewing = undefined),
			);
			await this.renewing;
		}
		return this.headerValues;
	}

	private async fetch(refusedToken: string | undefined): Promise<void> {
		try {
			this.take(await newTokenFor(this.context, this.type, refusedToken));
		} catch (failure) {
			if (failure instanceof WebhookFailure)
				this.failed = { failure, until: Date.now() + FAILURE_STANDS_MS };
			throw failure;
		}
	}

	private take(data: CredentialData): void {
		const { headerValues, secrets } = withToken(data);
		this.headerValues = headerValues;
		this.secrets.push(...secrets, ...secretsOf(data));
	}
}
