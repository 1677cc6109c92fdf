import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startService } from '../../local/service/server.mjs';

const secrets = {
	token: 't0ken',
	apiKey: 'k3y',
	username: 'zoë',
	password: 'pass',
	clientId: 'client',
	clientSecret: 's3cret',
};

describe('the local service', () => {
	/** @type {Awaited<ReturnType<typeof startService>>} */
	let service;
	before(async () => (service = await startService({ port: 0, secrets })));
	after(async () => await service.stop());

	/** @param {string} path @param {RequestInit} [init] */
	async function call(path, init) {
		const response = await fetch(service.url + path, init);
		const text = await response.text();
		return {
			status: response.status,
			headers: response.headers,
			text,
			json: text.startsWith('{') && JSON.parse(text),
		};
	}
	const send = (/** @type {string} */ method, /** @type {unknown} */ body) => ({
		method,
		body: JSON.stringify(body),
	});

	it('gives back what it was sent at /echo', async () => {
		const { json } = await call('/echo?a=1&a=2&b=x', {
			...send('PATCH', { n: 1 }),
			headers: { 'X-Mine': 'yes' },
		});
		assert.equal(json.method, 'PATCH');
		assert.deepEqual(json.query, { a: ['1', '2'], b: 'x' });
		assert.equal(json.headers['x-mine'], 'yes');
		assert.deepEqual(json.body, { n: 1 });
	});

	it('keeps a list of subscribers: add, find, change, replace, remove', async () => {
		assert.equal((await call('/contacts?email=ann@example.com')).status, 404);
		const added = await call('/contacts', send('POST', { email: 'ann@example.com', city: 'Lviv' }));
		assert.equal(added.status, 201);
		const { id } = added.json;
		const again = await call('/contacts', send('POST', { email: 'Ann@example.com' }));
		assert.deepEqual([again.status, again.json.id], [200, id]);
		assert.equal((await call('/contacts?email=ANN@example.com')).json.contact.city, 'Lviv');
		assert.equal((await call(`/contacts/${id}`, send('PATCH', { vip: true }))).json.city, 'Lviv');
		assert.equal(
			(await call(`/contacts/${id}`, send('PUT', { email: 'ann@example.com' }))).json.city,
			undefined,
		);
		assert.equal((await call(`/contacts/${id}`, { method: 'DELETE' })).status, 204);
		assert.equal((await call(`/contacts/${id}`)).status, 404);
		assert.equal((await call('/contacts', send('POST', []))).status, 422);
	});

	it('finds subscribers by id, phone or e-mail address, as a list', async () => {
		const { json } = await call('/contacts', send('POST', { email: 'find@example.com', phone: '38044' }));
		for (const wanted of [`id=${json.id}`, 'phone=38044', 'email=find@example.com']) {
			const found = JSON.parse((await call(`/contacts/find?${wanted}`)).text);
			assert.deepEqual(
				found.map((/** @type {{ id: string }} */ { id }) => id),
				[json.id],
			);
		}
		assert.equal((await call('/contacts/find?phone=1')).text, '[]');
		assert.equal((await call('/contacts/find')).status, 400);
	});

	it('gives a token for a client ID and its secret, and for nothing else', async () => {
		const ask = (/** @type {string} */ secret) =>
			call('/oauth/token', {
				method: 'POST',
				body: new URLSearchParams({
					grant_type: 'client_credentials',
					client_id: secrets.clientId,
					client_secret: secret,
				}),
			});
		assert.equal((await ask(secrets.clientSecret)).json.access_token, secrets.token);
		assert.equal((await ask('another')).status, 401);
		assert.equal((await call('/oauth/token')).status, 400);
	});

	it('has a promo code for a town, also in SOAP, where a missing town is a Fault', async () => {
		assert.equal((await call('/promocode?city=Kyiv')).json.promocode, 'KYIV-10');
		const answer = await call('/soap', { method: 'POST', body: '<a><city>Lviv</city></a>' });
		assert.match(answer.text, /<promocode>LVIV-15<\/promocode>/);
		const fault = await call('/soap', { method: 'POST', body: '<a/>' });
		assert.equal(fault.status, 500);
		assert.match(fault.text, /<soap:Fault>/);
	});

	it('is slow, fails, and fails twice only, where it is asked to', async () => {
		const started = Date.now();
		await call('/slow?ms=200');
		assert.ok(Date.now() - started >= 190);
		const failed = await call('/fail?status=429&retryAfter=2');
		assert.deepEqual([failed.status, failed.headers.get('retry-after')], [429, '2']);
		const statuses = [];
		for (let i = 0; i < 4; i++) statuses.push((await call('/flaky?key=test')).status);
		assert.deepEqual(statuses, [503, 503, 200, 503]);
	});

	it('opens its locks with the right secret only, and has every address behind them', async () => {
		const basic = Buffer.from('zoë:pass').toString('base64');
		assert.equal((await call('/secure/bearer')).status, 401);
		assert.equal(
			(await call('/secure/bearer', { headers: { authorization: 'Bearer wrong' } })).status,
			401,
		);
		assert.equal(
			(await call('/secure/bearer', { headers: { authorization: 'Bearer t0ken' } })).status,
			200,
		);
		assert.equal(
			(await call('/secure/api-key', { headers: { 'x-api-key': 'k3y' } })).json.keyIn,
			'header',
		);
		assert.equal((await call('/secure/api-key?api_key=k3y')).json.keyIn, 'query');
		assert.equal(
			(await call('/secure/basic', { headers: { authorization: `Basic ${basic}` } })).json.username,
			'zoë',
		);
		assert.equal(
			(await call('/secure/api-key/promocode?city=Kyiv&api_key=k3y')).json.promocode,
			'KYIV-10',
		);
		assert.equal((await call('/secure/api-key/promocode?city=Kyiv')).status, 401);
	});

	it('remembers what came in, and explains itself', async () => {
		await call('/echo', { method: 'POST', body: 'plain' });
		const entries = JSON.parse((await call('/requests')).text);
		assert.equal(entries.at(-1).body, 'plain');
		assert.match((await call('/')).text, /<h1>The local service/);
		assert.equal((await call('/nowhere')).status, 404);
	});
});
