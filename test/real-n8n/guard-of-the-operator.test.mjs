import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, it } from 'node:test';
import { startBareN8n } from './bare-n8n.mjs';

/** Milliseconds for one test on a busy machine. */
const TIMEOUT_MS = 60_000;

/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
let n8n;
/** @type {string[]} */
const called = [];
const server = createServer((request, response) => {
	const { url = '' } = request;
	called.push(url);
	if (url === '/away') response.writeHead(302, { location: `http://127.0.0.1:${port()}/private` }).end();
	else response.end('ok');
});
const port = () => /** @type {import('node:net').AddressInfo} */ (server.address()).port;

before(async () => {
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	n8n = await startBareN8n({
		env: { N8N_SSRF_PROTECTION_ENABLED: 'true', N8N_SSRF_ALLOWED_HOSTNAMES: 'localhost' },
	});
});
after(async () => {
	await n8n?.stop();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

/** Presses the Test button of a credential with this Test URL. @param {string} testUrl */
async function test(testUrl) {
	called.length = 0;
	const credential = {
		name: `guarded ${Math.random()}`,
		type: 'customWebhookBearerApi',
		data: { token: 'a token', testUrl },
	};
	const { id } = await n8n.api.createCredential(credential);
	return await n8n.api.call('POST', '/rest/credentials/test', { credentials: { id, ...credential } });
}

it("n8n's guard holds for the Test button, also behind a redirect", { timeout: TIMEOUT_MS }, async () => {
	const refused = await test(`http://127.0.0.1:${port()}/private`);
	assert.equal(refused.status, 'Error', JSON.stringify(refused));
	assert.match(refused.message, /n8n|restricted|refuse/i);
	assert.deepEqual(called, []);
	const redirected = await test(`http://localhost:${port()}/away`);
	assert.equal(redirected.status, 'Error', JSON.stringify(redirected));
	assert.deepEqual(called, ['/away']);
	const allowed = await test(`http://localhost:${port()}/me`);
	assert.equal(allowed.status, 'OK', JSON.stringify(allowed));
	assert.deepEqual(called, ['/me']);
});
