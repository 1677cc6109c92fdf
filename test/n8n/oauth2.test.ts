import type { IExecuteFunctions } from 'n8n-workflow';

import { CredentialReader } from '../../nodes/CustomWebhook/n8n/credential-reader';
import { openOAuth2 } from '../../nodes/CustomWebhook/n8n/oauth2';
import type { DeliveryPolicy } from '../../nodes/CustomWebhook/delivery';
import type { CredentialData } from '../../nodes/CustomWebhook/request';
import { defaultPolicy } from '../../nodes/CustomWebhook/settings';
import { holdTime, pass, passUntil, releaseTime } from '../support/held-time';
import { contextWith } from './context';
import { settingsWith } from './credential-settings';

afterEach(releaseTime);

/** Opens the credential as a run does, and waits for its first token. */
async function readOAuth2(
	context: IExecuteFunctions,
	type: string,
	data: CredentialData,
	maySend: boolean,
	policy: Partial<DeliveryPolicy> = {},
	signal?: AbortSignal,
) {
	const source = { context, reader: new CredentialReader(context), type, itemIndex: 0, isPerItem: false };
	const secrets: string[] = [];
	const settings = settingsWith({
		operation: maySend ? 'send' : 'preview',
		policy: { ...defaultPolicy(), ...policy },
	});
	const credential = openOAuth2(data, source, { settings, secrets, signal });
	await credential.prepare?.();
	return Object.assign(credential, { secrets: [...credential.secrets], all: secrets });
}

/** How long the token server needs. */
const REFRESH_MS = 5;

/** n8n's store with one credential, and a token server behind it. */
function store(data: CredentialData) {
	const state = { data, refreshes: 0, isDown: false };
	const context = () =>
		contextWith({
			getNode: () => ({ credentials: { oauth: { id: 'of-this-test', name: 'n' } } }),
			getCredentials: async () => await Promise.resolve({ ...state.data }),
			helpers: {
				async refreshOAuth2Token(this: { getCredentials(type: string): Promise<CredentialData> }) {
					state.refreshes++;
					const { oauthTokenData } = await this.getCredentials('oauth');
					// n8n itself fails here where there are no tokens
					void (oauthTokenData as { accessToken?: string }).accessToken;
					await new Promise((resolve) => setTimeout(resolve, REFRESH_MS));
					if (state.isDown)
						throw new Error('down: the-client-secret, {"access_token":"brand-new"}');
					const fresh = { access_token: `token-${state.refreshes}`, refresh_token: 'refresh' };
					state.data = { ...state.data, oauthTokenData: fresh };
					return fresh;
				},
			},
		});
	return { state, context };
}

const EXPIRED = { access_token: 'token-0', refresh_token: 'refresh' };
const AUTHORIZED = {
	grantType: 'authorizationCode',
	clientSecret: 'the-client-secret',
	oauthTokenData: EXPIRED,
};

it('a service counts its limits for the account: a renewed token has the pace of the old one', async () => {
	const { state, context } = store(AUTHORIZED);
	const before = await readOAuth2(context(), 'oauth', state.data, true);
	await before.renew?.(before.headerValues);
	const after = await readOAuth2(context(), 'oauth', state.data, true);
	expect(after.headerValues).not.toEqual([['Authorization', 'Bearer token-0']]);
	expect(after.identity).toBe(before.identity);
	expect(after.identity).not.toMatch(/token-|the-client-secret/);
	const another = await readOAuth2(context(), 'oauth', { ...AUTHORIZED, clientId: 'another' }, true);
	expect(another.identity).not.toBe(before.identity);
});

it('A hundred items whose token is refused have it refreshed once, and later items get the new one', async () => {
	const { state, context } = store(AUTHORIZED);
	const credential = await readOAuth2(context(), 'oauth', state.data, true);
	const refused = credential.headerValues;
	const renewed = await Promise.all(Array.from({ length: 100 }, () => credential.renew!(refused)));
	for (const headers of [...renewed, credential.headerValues])
		expect(headers).toEqual([['Authorization', 'Bearer token-1']]);
	expect(state.refreshes).toBe(1);
	expect(credential.all).toEqual(
		expect.arrayContaining(['token-0', 'token-1', 'refresh', 'the-client-secret']),
	);
});

it('An item that comes while a refused token is renewed waits for the new one', async () => {
	const { state, context } = store(AUTHORIZED);
	const credential = await readOAuth2(context(), 'oauth', state.data, true);
	const renewing = credential.renew!(credential.headerValues);
	await credential.prepare!();
	expect(credential.headerValues).toEqual([['Authorization', 'Bearer token-1']]);
	await renewing;
	state.isDown = true;
	const failing = credential.renew!(credential.headerValues).catch(() => 'failed');
	await credential.prepare!();
	expect([await failing, credential.headerValues]).toEqual([
		'failed',
		[['Authorization', 'Bearer token-1']],
	]);
});

it('Two runs with the same credential refresh it once between them', async () => {
	const { state, context } = store(AUTHORIZED);
	const runs = await Promise.all([1, 2].map(() => readOAuth2(context(), 'oauth', { ...AUTHORIZED }, true)));
	await Promise.all(runs.map((credential) => credential.renew!(credential.headerValues)));
	expect(state.refreshes).toBe(1);
	expect(runs.map(({ headerValues }) => headerValues[0]?.[1])).toEqual([
		'Bearer token-1',
		'Bearer token-1',
	]);
});

it('Client credentials get their first token before anything is sent', async () => {
	const { state, context } = store({ grantType: 'clientCredentials' });
	const credential = await readOAuth2(context(), 'oauth', state.data, true);
	expect(credential.headerValues).toEqual([['Authorization', 'Bearer token-1']]);
});

it('A token past its time is renewed before anything is sent, where n8n has the means', async () => {
	const past = { n8n_expires_at: String(Date.now() - 1) };
	const renewable = store({ ...AUTHORIZED, oauthTokenData: { ...EXPIRED, ...past } });
	await readOAuth2(renewable.context(), 'oauth', renewable.state.data, true);
	expect(renewable.state.refreshes).toBe(1);
	const fixed = store({ ...AUTHORIZED, oauthTokenData: { access_token: 'token-0', ...past } });
	const credential = await readOAuth2(fixed.context(), 'oauth', fixed.state.data, true);
	expect([fixed.state.refreshes, credential.headerValues[0]?.[1]]).toEqual([0, 'Bearer token-0']);
});

it('A refresh that fails is "credentials", says the way out, shows no secret, and is not tried for each item', async () => {
	const { state, context } = store(AUTHORIZED);
	state.isDown = true;
	const credential = await readOAuth2(context(), 'oauth', state.data, true);
	for (let item = 0; item < 3; item++) {
		const failure: unknown = await credential.renew!(credential.headerValues).catch((error) => error);
		expect(failure).toMatchObject({
			kind: 'credentials',
			field: 'authentication',
			message: 'n8n could not get an OAuth2 token: down: ***',
			description: expect.stringContaining('connect it again') as string,
		});
	}
	expect(state.refreshes).toBe(1);
});

it('A refresh that failed does not keep the next run from trying', async () => {
	const { state, context } = store(AUTHORIZED);
	state.isDown = true;
	const first = await readOAuth2(context(), 'oauth', state.data, true);
	await expect(first.renew!(first.headerValues)).rejects.toThrow();
	state.isDown = false;
	const second = await readOAuth2(context(), 'oauth', state.data, true);
	await expect(second.renew!(second.headerValues)).resolves.toEqual([['Authorization', 'Bearer token-2']]);
});

it('A refresh that fails because another process was faster gives the token of that one', async () => {
	const { state, context } = store(AUTHORIZED);
	const credential = await readOAuth2(context(), 'oauth', state.data, true);
	state.isDown = true;
	holdTime();
	const renewing = credential.renew!(credential.headerValues);
	setTimeout(() => (state.data = { ...AUTHORIZED, oauthTokenData: { access_token: 'theirs' } }), 1);
	await expect(passUntil(renewing)).resolves.toEqual([['Authorization', 'Bearer theirs']]);
});

it('A token that another process stores a moment after our refresh has failed is taken', async () => {
	const { state, context } = store(AUTHORIZED);
	const credential = await readOAuth2(context(), 'oauth', state.data, true);
	state.isDown = true;
	holdTime();
	const renewing = credential.renew!(credential.headerValues);
	setTimeout(() => (state.data = { ...AUTHORIZED, oauthTokenData: { access_token: 'theirs' } }), 250);
	await expect(passUntil(renewing)).resolves.toEqual([['Authorization', 'Bearer theirs']]);
	expect(state.refreshes).toBe(1);
});

it('Runs whose refresh fails look for the token of another process side by side', async () => {
	const { state, context } = store(AUTHORIZED);
	const runs = await Promise.all([1, 2, 3, 4].map(() => readOAuth2(context(), 'oauth', state.data, true)));
	state.isDown = true;
	holdTime();
	const start = Date.now();
	const ends = await passUntil(Promise.allSettled(runs.map((run) => run.renew!(run.headerValues))));
	expect(ends.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
	expect(Date.now() - start).toBeLessThan(1_100);
});

it('Client credentials, which no other process can use up, fail without waiting for one', async () => {
	const { state, context } = store({ grantType: 'clientCredentials' });
	state.isDown = true;
	holdTime();
	const start = Date.now();
	const reading = passUntil(readOAuth2(context(), 'oauth', state.data, true));
	await expect(reading).rejects.toMatchObject({ kind: 'credentials' });
	expect(Date.now() - start).toBe(REFRESH_MS);
});

it('A credential that nobody connected is told so, without asking n8n for what it does not have', async () => {
	const { state, context } = store({ grantType: 'authorizationCode' });
	for (const maySend of [true, false])
		await expect(readOAuth2(context(), 'oauth', state.data, maySend)).rejects.toMatchObject({
			kind: 'credentials',
			message: expect.stringContaining('not connected') as string,
		});
	expect(state.refreshes).toBe(0);
});

it('A preview asks nobody for a token', async () => {
	const { state, context } = store({ grantType: 'clientCredentials' });
	const { headerValues, renew } = await readOAuth2(context(), 'oauth', state.data, false);
	expect([headerValues, renew, state.refreshes]).toEqual([[['Authorization', 'Bearer ***']], undefined, 0]);
});

it("The credential's own status for an expired token counts beside 401", async () => {
	for (const [given, codes] of [
		[498, [401, 498]],
		['403', [401, 403]],
		[undefined, [401]],
	] as const) {
		const { state, context } = store({ ...AUTHORIZED, expiredStatusCode: given });
		const credential = await readOAuth2(context(), 'oauth', state.data, true);
		expect(credential.expiredStatusCodes).toEqual(codes);
	}
});

it('A preview knows all secrets of the credential, and the token that there is', async () => {
	const { state, context } = store(AUTHORIZED);
	const { headerValues, secrets } = await readOAuth2(context(), 'oauth', state.data, false);
	expect(headerValues).toEqual([['Authorization', 'Bearer token-0']]);
	expect(new Set(secrets)).toEqual(new Set(['token-0', 'the-client-secret', 'refresh']));
});

it('A token refused late, when there is a newer one, is not refreshed again', async () => {
	const { state, context } = store(AUTHORIZED);
	const credential = await readOAuth2(context(), 'oauth', state.data, true);
	const old = credential.headerValues;
	await credential.renew!(old);
	expect(await credential.renew!(old)).toEqual([['Authorization', 'Bearer token-1']]);
	expect(state.refreshes).toBe(1);
});

const CLIENT = { grantType: 'clientCredentials' };
const unreachable = () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

/** An n8n whose token server fails so often, then gives a token; `Infinity` times it says nothing at all. */
function failing(times: number, error: () => Error) {
	let asked = 0;
	const context = contextWith({
		getNode: () => ({}),
		getCredentials: async () => await Promise.resolve(CLIENT),
		helpers: {
			async refreshOAuth2Token() {
				if (++asked > times) return { access_token: 'at last' };
				if (times === Infinity) return await new Promise(() => undefined);
				return await Promise.reject(error());
			},
		},
	});
	return { context, asked: () => asked };
}

it('A token server that cannot be reached, or has a problem of its own, is asked again by the retry policy', async () => {
	for (const error of [unreachable, () => Object.assign(new Error('x'), { response: { status: 503 } })]) {
		const { context, asked } = failing(2, error);
		holdTime();
		const credential = await passUntil(readOAuth2(context, 'oauth', CLIENT, true));
		releaseTime();
		expect([credential.headerValues, asked()]).toEqual([[['Authorization', 'Bearer at last']], 3]);
	}
});

it.each<[string, Partial<DeliveryPolicy['retry']>, () => Error, number]>([
	['after the last retry', {}, unreachable, 3],
	['at once if the policy has no retries', { mode: 'never' }, unreachable, 1],
	['at once if it refuses', {}, () => Object.assign(new Error('x'), { status: 401 }), 1],
])('A token server is given up %s', async (_when, retry, error, times) => {
	const { context, asked } = failing(1_000, error);
	holdTime();
	const policy = { retry: { ...defaultPolicy().retry, ...retry } };
	const reading = passUntil(readOAuth2(context, 'oauth', CLIENT, true, policy));
	await expect(reading).rejects.toMatchObject({
		kind: 'credentials',
		retryable: times > 1 || retry.mode === 'never',
	});
	expect(asked()).toBe(times);
});

it('A token server that accepts and never responds ends the item within its total timeout', async () => {
	const { context } = failing(Infinity, unreachable);
	holdTime();
	const start = Date.now();
	const policy = { timeoutMs: 2_000, totalTimeoutMs: 4_000 };
	await expect(passUntil(readOAuth2(context, 'oauth', CLIENT, true, policy))).rejects.toMatchObject({
		kind: 'credentials',
		retryable: true,
		message: expect.stringContaining('did not respond within') as string,
	});
	expect(Date.now() - start).toBeLessThanOrEqual(4_000);
});

it('A later run says that n8n still waits for a token, and sends no other request meanwhile', async () => {
	const { context } = failing(Infinity, unreachable);
	holdTime();
	const policy = { timeoutMs: 2_000, totalTimeoutMs: 4_000 };
	const run = async () => await passUntil(readOAuth2(context, 'a silent one', CLIENT, true, policy));
	await expect(run()).rejects.toMatchObject({
		message: expect.stringContaining('did not respond within 2 s') as string,
	});
	pass(60_000);
	await expect(run()).rejects.toMatchObject({
		retryable: true,
		message: expect.stringMatching(
			/has not responded to an earlier request, sent 64(?:\.\d+)? s ago$/,
		) as string,
		description: expect.stringContaining(
			'no other request while it waits for this one, up to 300 s',
		) as string,
	});
});

it('Stopping the execution ends the wait for a token at once', async () => {
	const { context } = failing(Infinity, unreachable);
	const stop = new AbortController();
	const reading = readOAuth2(context, 'oauth', CLIENT, true, {}, stop.signal);
	setImmediate(() => stop.abort());
	await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
});
