import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startRealN8n } from './real-n8n.mjs';

describe('examples of what takes more than one request', () => {
	/** @type {Awaited<ReturnType<typeof startRealN8n>>} */
	let real;
	before(async () => (real = await startRealN8n()));
	after(async () => await real?.stop());

	it('example 7 reads a list over many pages', async () => {
		const { execution, requests } = await real.run(real.workflow('07-pages.json'));
		const [item] = execution.items('All products');
		assert.equal(item?.json.response.pages, 3);
		assert.equal(item?.json.response.body.length, 10);
		assert.deepEqual(item?.json.variables.skus.slice(-2), ['P-9', 'P-10']);
		assert.deepEqual(
			requests.map(({ query }) => query.after),
			[undefined, '4', '8'],
		);
	});

	it('example 8 waits for a result that comes later, and orders it once', async () => {
		const { execution, requests } = await real.run(real.workflow('08-later-result.json'));
		const [item] = execution.items('The report');
		assert.deepEqual(item?.json.response.body.order, { report: 'sales' });
		assert.equal(item?.json.response.polls, 3);
		assert.deepEqual(
			requests.map(({ method, status }) => `${method} ${status}`),
			['POST 202', 'GET 202', 'GET 202', 'GET 200'],
		);
	});
});
