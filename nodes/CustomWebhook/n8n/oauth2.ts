import { backoff, cancelled, Deadline, systemTools, type DeliveryPolicy } from '../delivery';
import { asFailure, WebhookFailure } from '../failure';
import { HIDDEN } from '../redact';
import { applyCredential, type AppliedCredential, type CredentialData } from '../request';
import type { Settings } from '../settings';
import {
	accountOf,
	inTurn,
	isUsable,
	lookOrRefresh,
	pendingSince,
	refuseUnconnected,
	tokenOfAnother,
	type TokenSource,
} from './oauth2-token';
import { secretsOf, tokenOf } from './token-data';
import { tokenFailure, tokenServerSilent } from './token-failure';

/** How long a failed refresh counts for all items, so that not each asks a dead token server. Milliseconds. */
const FAILURE_COUNTS_MS = 10_000;

/** HTTP's status for an invalid or expired token (RFC 9110, section 15.5.2). */
const UNAUTHORIZED = 401;

/** The context of a run, besides the credential. */
export interface TokenRun {
	settings: Pick<Settings, 'operation'> & {
		policy: Pick<DeliveryPolicy, 'timeoutMs' | 'totalTimeoutMs' | 'retry'>;
	};
	/** A new token is added here. */
	secrets: string[];
	/** Aborted when somebody stops the execution. */
	signal: AbortSignal | undefined;
}

/**
 * The OAuth2 token that n8n stores, and its renewal, which n8n does itself. A preview fetches no token, because it
 * shows none.
 * @param data the credential's fields
 * @throws WebhookFailure `credentials` in a preview, if nobody has connected the credential
 */
export function openOAuth2(data: CredentialData, source: TokenSource, run: TokenRun): AppliedCredential {
	return run.settings.operation === 'preview' ? toBeShown(data) : new RunToken(data, source, run);
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
	readonly identity: string;
	readonly secrets: readonly string[];
	readonly expiredStatusCodes: readonly number[];
	headerValues: AppliedCredential['headerValues'] = [];
	private renewing: Promise<void> | undefined;
	private failed: { failure: unknown; until: number } | undefined;

	constructor(
		data: CredentialData,
		private readonly source: TokenSource,
		private readonly run: TokenRun,
	) {
		this.identity = accountOf(source, data);
		const ofCredential = Number(data.expiredStatusCode);
		this.expiredStatusCodes = ofCredential > 0 ? [UNAUTHORIZED, ofCredential] : [UNAUTHORIZED];
		this.secrets = secretsOf(data);
		if (isUsable(source, data)) this.take(data);
	}

	/** Gets the first token, once for all waiting items. While a refused one is renewed, no item is sent with it. */
	async prepare(): Promise<void> {
		if (this.headerValues.length === 0) await this.replace(undefined);
		else await this.renewing?.catch(() => undefined);
	}

	/** One refresh for all items whose requests were refused with the same token. */
	async renew(refused: AppliedCredential['headerValues']): Promise<AppliedCredential['headerValues']> {
		const refusedValue = refused[0]?.[1];
		if (this.headerValues[0]?.[1] === refusedValue)
			await this.replace(refusedValue?.replace(/^Bearer /, ''));
		return this.headerValues;
	}

	private async replace(refused: string | undefined): Promise<void> {
		if (this.failed && Date.now() < this.failed.until) throw this.failed.failure;
		this.renewing ??= this.fetch(refused).finally(() => (this.renewing = undefined));
		await this.renewing;
	}

	private async fetch(refused: string | undefined): Promise<void> {
		try {
			this.take(await newToken(this.source, refused, this.run));
		} catch (failure) {
			if (failure instanceof WebhookFailure && failure.kind === 'credentials')
				this.failed = { failure, until: Date.now() + FAILURE_COUNTS_MS };
			throw failure;
		}
	}

	private take(data: CredentialData): void {
		const { headerValues, secrets } = withToken(data);
		this.headerValues = headerValues;
		this.run.secrets.push(...secrets, ...secretsOf(data));
	}
}

/**
 * The credential with a token other than the refused one. The token server has the same limits as a service:
 * `timeoutMs` for an attempt, `totalTimeoutMs` for all, and retries by the policy if it was unreachable, or failed
 * itself.
 * @throws WebhookFailure `credentials`, `retryable` if the server did not respond, or not as itself; `cancelled`
 */
export async function newToken(
	source: TokenSource,
	refused: string | undefined,
	{ settings, signal }: Omit<TokenRun, 'secrets'>,
): Promise<CredentialData> {
	const { timeoutMs, totalTimeoutMs, retry } = settings.policy;
	const { now, sleep, random } = systemTools();
	const endsAt = now() + totalTimeoutMs;
	for (let retries = 0; ; retries++) {
		const ms = Math.min(timeoutMs, endsAt - now());
		const since = pendingSince(source);
		const silent = tokenServerSilent(ms, since && now() + ms - since);
		const deadline = new Deadline(ms, () => silent, cancelled, signal);
		try {
			return await deadline.race(askOnce(source, refused, deadline, retry.isRetryable));
		} catch (error) {
			const failure = asFailure(error);
			const waitMs = backoff(retry, retries, random());
			const isLast = retry.mode === 'never' || retries >= retry.maxRetries || now() + waitMs >= endsAt;
			// n8n is still waiting: asked again, it would only let us wait with it
			if (isLast || failure === silent || !failure.retryable || signal?.aborted) throw failure;
			await sleep(waitMs, signal).catch(() => undefined);
		} finally {
			deadline.end();
		}
	}
}

/**
 * One refresh at a time for a credential, so that none undoes another; one that is no longer awaited does not block.
 */
async function askOnce(
	source: TokenSource,
	refused: string | undefined,
	deadline: Deadline,
	isRetryable: DeliveryPolicy['retry']['isRetryable'],
): Promise<CredentialData> {
	const { data, error } = await inTurn(source, async () => {
		await deadline.race(Promise.resolve());
		return await deadline.race(lookOrRefresh(source, refused));
	});
	if (error === undefined) return data;
	const failure = tokenFailure(error, data, isRetryable);
	if (failure.retryable) throw failure;
	const latest = await tokenOfAnother(source, data, refused);
	if (latest) return latest;
	throw failure;
}
