/** Patient Copilot: nested JSON, every authentication, a signature, response capture, curly quotes. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { readCredentials } from '../../../local/host/examples.mjs';

/** @param {import('./example-run.mjs').ExampleRun} example */
export function patientCopilot(example) {
	describe('Patient Copilot', () => {
		before(example.run('11-patient-copilot.json'));

		it('sends nested JSON with lists, parameters, a fixed header and a bearer token', () => {
			const lead = example.arrived(({ path }) => path === '/secure/bearer/contacts');
			assert.deepEqual(lead.query, {
				lead_id: 'lead-77',
				email: 'ann.copilot@example.com',
				source: 'Spring campaign',
			});
			assert.equal(lead.headers['x-app-version'], '1.4.0');
			assert.equal(lead.headers.authorization, `Bearer ${example.real.secrets.token}`);
			assert.deepEqual(lead.body, {
				email: 'ann.copilot@example.com',
				name: { first: 'Ann', last: 'O\'Neil "Annie"' },
				phones: ['+1 555 010 2030'],
				tags: ['botox', 'new-lead'],
			});
			const item = example.itemOf('Lead to the CRM');
			assert.equal(item.data.crm.created, true);
			assert.equal(item.linkedIds.crmId, item.data.crm.id);
		});

		it('finds a token of the service where the item has none, and keeps it out of the workflow', () => {
			const { headers, status } = example.arrived(
				({ path, method }) => path === '/secure/bearer/echo' && method === 'POST',
			);
			assert.deepEqual([headers.authorization, status], [`Bearer ${example.real.secrets.token}`, 200]);
			const workflow = JSON.stringify(example.real.workflow('11-patient-copilot.json'));
			assert.ok(!workflow.includes(example.real.secrets.token));
		});

		it('gets in with an API key in a header or in the query, and with user and password', () => {
			const form = example.arrived(
				({ path, method }) => path === '/secure/api-key/echo' && method === 'POST',
			);
			assert.equal(form.headers['x-api-key'], example.real.secrets.apiKey);
			assert.equal(form.headers['content-type'], 'application/x-www-form-urlencoded');
			assert.deepEqual(Object.fromEntries(new URLSearchParams(form.text)), {
				name: 'Ann O\'Neil "Annie"',
				phone: '+1 555 010 2030',
			});
			assert.equal(
				example.arrived(({ query }) => query.api_key !== undefined).query.api_key,
				example.real.secrets.apiKey,
			);
			assert.equal(example.arrived(({ path }) => path === '/secure/basic/echo').status, 200);
		});

		it('gets in with an OAuth2 token that n8n fetched by itself', () => {
			const { query, headers, status } = example.arrived(({ method }) => method === 'DELETE');
			assert.equal(headers.authorization, `Bearer ${example.real.secrets.token}`);
			assert.deepEqual([query, status], [{ lead_id: 'lead-77' }, 200]);
		});

		it('signs the exact bytes where there is no authentication', async () => {
			const { headers, text } = example.arrived(({ path }) => path === '/echo');
			const credentials = await readCredentials();
			const secret = credentials.find(({ type }) => type === 'customWebhookSigningApi')?.data.secret;
			const expected = createHmac('sha256', String(secret)).update(text).digest('hex');
			assert.equal(headers['x-signature'], `sha256=${expected}`);
			assert.equal(headers.authorization, undefined);
		});

		it('leaves the answer out where its capture is off', () => {
			assert.equal(example.itemOf('User and password').response, undefined);
			assert.equal(example.itemOf('API key in the query').response.statusCode, 200);
		});

		it('tells a curly quote, and sends nothing', () => {
			const { failure } = example.itemOf('Pasted with curly quotes', 1);
			assert.deepEqual(
				[failure.kind, failure.field, failure.line, failure.column],
				['template', 'jsonBody', 2, 3],
			);
			assert.match(failure.message, /curly quote “/);
			assert.match(failure.description, /^Near, /);
			assert.equal(example.execution.items('Delivered').length, 7);
			assert.equal(example.requests.filter(({ path }) => path === '/echo').length, 1);
		});
	});
}
