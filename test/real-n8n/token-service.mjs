/** A token server and the service that takes its tokens, on loopback: small, strict, and with a memory. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A refresh takes a while, so that many items find their token refused meanwhile. Milliseconds. */
const TOKEN_DELAY_MS = 50;

/**
 * `POST /token` gives tokens (RFC 6749, sections 4.4 and 6); each refresh token is good once. `/api` takes the newest
 * access token and answers with what it received; other tokens get a 401, at `/api-403` a 403, and at `/api-code` an
 * answer with 200 that says so in its body.
 *
 * @param {{ clientId: string, clientSecret: string }} client
 * @param {(url: string) => Promise<void>} [beforeAnswer] what a call of `/api` waits for
 */
export async function startTokenService(
	{ clientId, clientSecret },
	beforeAnswer = async () => await Promise.resolve(),
) {
	const state = {
		/** @type {string[]} every secret that was ever given */
		given: [],
		accessToken: '',
		refreshToken: '',
		/** @type {string[]} the grant of each token that was asked for */
		grants: [],
		/** @type {Array<{ url: string, authorization: string | undefined }>} */
		calls: [],
		isDown: false,
	};

	function newTokens() {
		state.accessToken = `access/${randomBytes(18).toString('base64')}`;
		state.refreshToken = `refresh+${randomBytes(18).toString('hex')}`;
		state.given.push(state.accessToken, state.refreshToken);
		return { accessToken: state.accessToken, refreshToken: state.refreshToken };
	}

	/** @param {import('node:http').IncomingMessage} request */
	async function giveToken(request) {
		const form = new URLSearchParams(await text(request));
		await new Promise((resolve) => setTimeout(resolve, TOKEN_DELAY_MS));
		const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
		const grant = form.get('grant_type') ?? '';
		state.grants.push(grant);
		// A careless server quotes what it was sent: n8n makes it the message of its error.
		const quoted = `refused ${clientSecret} ${form.get('refresh_token') ?? ''}`;
		if (state.isDown) return { status: 400, body: { error: 'other', error_description: quoted } };
		if (request.headers.authorization !== `Basic ${basic}`)
			return { status: 401, body: { error: 'invalid_client', error_description: quoted } };
		if (grant === 'refresh_token' && form.get('refresh_token') !== state.refreshToken)
			return { status: 400, body: { error: 'invalid_grant', error_description: quoted } };
		const { accessToken, refreshToken } = newTokens();
		const tokens = { access_token: accessToken, token_type: 'bearer', expires_in: 3600 };
		return {
			status: 200,
			body: grant === 'refresh_token' ? { ...tokens, refresh_token: refreshToken } : tokens,
		};
	}

	/** @param {import('node:http').IncomingMessage} request */
	async function answerCall(request) {
		const { url = '', headers } = request;
		const body = await text(request);
		state.calls.push({ url, authorization: headers.authorization });
		await beforeAnswer(url);
		if (headers.authorization === `Bearer ${state.accessToken}`)
			return { status: 200, body: { ok: true, echo: { headers, body } } };
		const refusal = { ok: false, error: 'token_expired', echo: headers.authorization };
		if (url.startsWith('/api-code')) return { status: 200, body: refusal };
		return { status: url.startsWith('/api-403') ? 403 : 401, body: { echo: headers.authorization } };
	}

	const server = createServer(async (request, response) => {
		const { status, body } = await (request.url === '/token' ? giveToken(request) : answerCall(request));
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		state,
		newTokens,
		/** Forgets what was asked so far. */
		forget() {
			state.grants = [];
			state.calls = [];
		},
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
