import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { listPackage } from '../../local/setup/list-package.mjs';
import { startRealN8n } from './real-n8n.mjs';

const ZOE = {
	first_name: 'Zoë',
	name: 'Zoë "Zo" O\'Neil',
	email: 'zoe@example.com',
	address: { city: 'Kyiv', country: 'UA' },
	phones: [
		{ type: 'mobile', number: '+380 44 123 45 67' },
		{ type: 'work', number: '+380 44 765 43 21' },
	],
	tags: ['newsletter', 'spring sale'],
};

describe('the package in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startRealN8n>>} */
	let real;
	before(async () => (real = await startRealN8n()));
	after(async () => await real?.stop());

	it('is offered as a node and as an AI tool', async () => {
		const names = (await real.api.nodeTypes()).map(({ name }) => name);
		assert.ok(names.includes('n8n-nodes-custom-webhook.customWebhook'));
		assert.ok(names.includes('n8n-nodes-custom-webhook.customWebhookTool'));
	});

	it('is listed under Settings → Community nodes, as loaded', async () => {
		await listPackage({
			api: real.api,
			node: real.node,
			userFolder: real.folder,
			installed: real.installed,
		});
		const [listed] = await real.api.communityPackages();
		assert.equal(listed?.packageName, 'n8n-nodes-custom-webhook');
		assert.notEqual(listed?.failedLoading, true);
		assert.deepEqual(
			listed?.installedNodes.map(({ type }) => type),
			['n8n-nodes-custom-webhook.customWebhook'],
		);
	});

	describe('example 1, deliver a contact', () => {
		it('sends the rendered JSON, with both kinds of placeholders and a quote in a value', async () => {
			const { requests } = await real.run(real.workflow('01-deliver-a-contact.json'));
			assert.equal(requests.length, 1);
			assert.equal(requests[0]?.method, 'POST');
			assert.equal(requests[0]?.path, '/contacts');
			assert.equal(requests[0]?.headers['content-type'], 'application/json');
			const { phones, tags, ...texts } = requests[0]?.body ?? {};
			assert.deepEqual(texts, {
				email: ZOE.email,
				name: ZOE.name,
				greeting: 'Dear Zoë',
				city: 'Kyiv',
				mobile: '+380 44 123 45 67',
				company: 'example.com',
			});
			assert.deepEqual(phones, ZOE.phones);
			assert.equal(tags, 'newsletter,spring sale');
		});

		it('puts the item on Success with its input, the answer and the mapped variables', async () => {
			const { execution } = await real.run(real.workflow('01-deliver-a-contact.json'));
			assert.equal(execution.status, 'success');
			const [item, ...more] = execution.items('Deliver the contact');
			assert.equal(more.length, 0);
			assert.deepEqual(item?.json.contact, ZOE);
			assert.equal(item?.json.response.ok, true);
			assert.equal(item?.json.variables.subscriberId, item?.json.response.body.id);
			assert.equal(item?.json.variables.answeredWith, item?.json.response.statusCode);
			assert.deepEqual(item?.pairedItem, { item: 0 });
			assert.equal(execution.items('Deliver the contact', 1).length, 0);
			assert.equal(execution.runs('Delivered'), 1);
			assert.equal(execution.runs('Not delivered'), 0);
		});

		it('puts the item on Failure, with what is wrong, where the service refuses', async () => {
			const workflow = structuredClone(real.workflow('01-deliver-a-contact.json'));
			const node = /** @type {any} */ (
				workflow.nodes.find(({ name }) => name === 'Deliver the contact')
			);
			node.parameters.url = `${real.service.url}/fail?status=404`;
			const { name: _, ...copy } = workflow;
			const { name, nodes, connections, settings } = /** @type {any} */ ({ ...copy, name: 'Refused' });
			const changed = await real.api.createWorkflow({ name, nodes, connections, settings });

			const { execution } = await real.run(changed);
			assert.equal(execution.status, 'success');
			assert.equal(execution.items('Deliver the contact').length, 0);
			const [item] = execution.items('Deliver the contact', 1);
			assert.deepEqual(item?.json.contact, ZOE);
			assert.equal(item?.json.failure.kind, 'status');
			assert.equal(item?.json.response.statusCode, 404);
			assert.equal(execution.runs('Not delivered'), 1);
		});
	});

	describe('example 5, a cURL command', () => {
		it('sends what cURL would send, with the values in their places', async () => {
			const { requests, execution } = await real.run(real.workflow('05-curl-command.json'));
			assert.equal(requests.length, 1);
			const { method, path, headers, body } = requests[0] ?? {};
			assert.deepEqual([method, path], ['POST', '/contacts']);
			assert.equal(headers?.['content-type'], 'application/json');
			assert.equal(headers?.['x-source'], 'n8n Custom Webhook 5: a cURL command');
			assert.deepEqual(body, {
				email: ZOE.email,
				name: ZOE.name,
				greeting: 'Dear Zoë',
				phones: ZOE.phones,
				company: 'example.com',
			});
			const [item] = execution.items('Send what cURL would send');
			assert.equal(item?.json.variables.subscriberId, item?.json.response.body.id);
		});
	});

	describe('example 2, subscriber check', () => {
		it('finds who is a subscriber, and subscribes who is not with a discount code', async () => {
			await real.run(real.workflow('01-deliver-a-contact.json'));
			const { execution, requests } = await real.run(real.workflow('02-subscriber-check.json'));

			const known = execution.items('Known subscriber').map(({ json }) => json.summary);
			assert.equal(known.length, 1);
			assert.match(known[0], /^zoe@example\.com is subscriber sub_\d+, town: Kyiv$/);
			const [notFound] = execution.items('Look the subscriber up', 1);
			assert.equal(notFound?.json.contact.email, 'max@example.com');
			assert.equal(notFound?.json.failure.statusCode, 404);
			const [subscribed] = execution.items('Subscribed');
			assert.equal(subscribed?.json.variables.discountCode, 'WELCOME-MAX');
			assert.deepEqual(requests.map(({ method, status }) => `${method} ${status}`).sort(), [
				'GET 200',
				'GET 404',
				'POST 201',
			]);
		});

		it('finds everybody the second time', async () => {
			await real.run(real.workflow('01-deliver-a-contact.json'));
			await real.run(real.workflow('02-subscriber-check.json'));
			const { execution } = await real.run(real.workflow('02-subscriber-check.json'));
			assert.equal(execution.items('Known subscriber').length, 2);
			assert.equal(execution.runs('Subscribe with a discount'), 0);
		});
	});

	it('example 3 uses the answer of a named webhook in a later one', async () => {
		const { execution, requests } = await real.run(real.workflow('03-promo-code-for-a-later-step.json'));
		assert.equal(requests[0]?.query.city, 'Kyiv');
		assert.deepEqual(requests[1]?.body, {
			to: 'zoe@example.com',
			subject: 'Zoë, 10 % off for you',
			text: 'Your code for Kyiv: KYIV-10',
		});
		const [item] = execution.items('Sent');
		assert.equal(item?.json.data.WH5.promocode, 'KYIV-10');
		assert.equal(item?.json.data.WH6.body.to, 'zoe@example.com');
	});

	describe("example 4, credentials of n8n's store", () => {
		it('gets in at each lock', async () => {
			const { execution, requests } = await real.run(real.workflow('04-credentials.json'));
			const basic = Buffer.from(`${real.secrets.username}:${real.secrets.password}`, 'utf8').toString(
				'base64',
			);
			const seen = requests.map(({ path, headers, query, status }) => [
				path,
				headers.authorization ?? headers['x-api-key'] ?? query.api_key,
				status,
			]);
			assert.deepEqual(seen.sort(), [
				['/secure/api-key/echo', real.secrets.apiKey, 200],
				['/secure/api-key/echo', real.secrets.apiKey, 200],
				['/secure/basic/echo', `Basic ${basic}`, 200],
				['/secure/bearer/echo', `Bearer ${real.secrets.token}`, 200],
			]);
			assert.equal(requests.filter(({ query }) => query.api_key !== undefined).length, 1);
			assert.equal(execution.items('Let in').length, 4);
			assert.equal(execution.runs('Refused'), 0);
		});

		it('leaves no secret in the items, although the service answers with what it saw', async () => {
			const { execution } = await real.run(real.workflow('04-credentials.json'));
			const items = execution.items('Let in');
			assert.deepEqual(items.map(({ json }) => json.variables.seen).sort(), [
				'***',
				'***',
				'Basic ***',
				'Bearer ***',
			]);
			const { token, apiKey, username, password } = real.secrets;
			const basic = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
			for (const secret of [token, apiKey, password, basic]) {
				assert.ok(!JSON.stringify(items).includes(secret), secret);
			}
		});
	});

	it('example 6 sends five contacts in three requests, and parts the one that the service rejects', async () => {
		const { execution, requests } = await real.run(real.workflow('06-batches.json'));
		const bodies = requests.map(({ body }) => /** @type {any} */ (body));
		assert.deepEqual(bodies.map(({ contacts }) => contacts.length).sort(), [1, 2, 2]);
		assert.ok(bodies.every(({ listId }) => listId === 5));
		const added = execution.items('Add the contacts');
		assert.deepEqual(
			added.map(({ pairedItem }) => pairedItem),
			[0, 2, 3, 4].map((item) => ({ item })),
		);
		for (const { json } of added) {
			assert.equal(json.response.item.email, json.contact.email);
			assert.equal(json.variables.contactId, json.response.item.id);
		}
		const [bob, ...others] = execution.items('Add the contacts', 1);
		assert.equal(others.length, 0);
		assert.equal(bob?.json.failure.kind, 'rule');
		assert.match(bob?.json.failure.description, /Invalid address/);
		assert.deepEqual(bob?.json.response.batch, { size: 2, position: 1 });
	});

	describe('example 16, a saved webhook that three workflows call', () => {
		const CALLERS = {
			'16-call-a-saved-webhook.json': [
				{ email: 'zoe@example.com', name: 'Zoë' },
				{ email: '', name: 'No address' },
				{ email: 'ann@example.com', name: 'Ann' },
			],
			'16c-sign-up.json': [{ email: 'olha@example.com', name: 'Olha' }],
			'16d-nightly-import.json': [
				{ email: 'max@example.com', name: 'Max' },
				{ email: 'eva@example.com', name: 'Eva' },
			],
		};
		const SAVED = '16b-saved-contact-webhook.json';
		/** What a caller sends, where, and the node's items on both outputs. */
		const call = async (/** @type {string} */ file) => {
			const { execution, requests } = await real.run(real.workflow(file));
			assert.equal(execution.status, 'success', execution.error);
			const outputs = [0, 1].map((output) => execution.items('Save contact', output));
			return {
				paths: requests.map(({ path }) => path),
				bodies: requests.map(({ body }) => body),
				outputs,
			};
		};

		it('sends the contacts of each, and parts the one that the service does not take', async () => {
			for (const [file, contacts] of Object.entries(CALLERS)) {
				const { bodies, outputs } = await call(file);
				assert.deepEqual(bodies, contacts, file);
				const taken = contacts.filter(({ email }) => email !== '');
				assert.deepEqual(
					outputs[0]?.map(({ json, pairedItem }) => [json.contact.name, pairedItem]),
					taken.map((contact) => [contact.name, { item: contacts.indexOf(contact) }]),
				);
				assert.ok(outputs[0]?.every(({ json }) => json.variables.subscriberId));
				assert.deepEqual(
					outputs[1]?.map(({ json }) => [json.contact.name, json.failure.kind]),
					contacts.filter(({ email }) => email === '').map(({ name }) => [name, 'status']),
				);
			}
		});

		it('is changed for all of them in one place', async () => {
			const saved = /** @type {any} */ (await real.api.workflow(real.workflow(SAVED).id));
			const nodes = structuredClone(saved.nodes);
			nodes.find((/** @type {{ name: string }} */ { name }) => name === 'Save contact').parameters.url =
				'/echo';
			await real.api.updateWorkflow(saved.id, { nodes, connections: saved.connections });
			for (const [file, contacts] of Object.entries(CALLERS))
				assert.deepEqual((await call(file)).paths, Array(contacts.length).fill('/echo'));
		});

		it('has no secret in any of its workflows', async () => {
			const { token, apiKey, password, clientSecret } = real.secrets;
			for (const file of [SAVED, ...Object.keys(CALLERS)]) {
				const stored = JSON.stringify(await real.api.workflow(real.workflow(file).id));
				for (const secret of [token, apiKey, password, clientSecret])
					assert.ok(!stored.includes(secret), `${file}: ${secret}`);
			}
		});
	});

	describe('bringing the examples in a second time', () => {
		const listNames = async () =>
			(await real.api.call('GET', '/rest/workflows')).map(
				(/** @type {{ name: string }} */ { name }) => name,
			);
		const example = '01-deliver-a-contact.json';

		it('doubles neither workflows nor credentials', async () => {
			const names = await listNames();
			const credentials = await real.api.credentials();
			await real.bringInExamples();
			assert.deepEqual((await listNames()).sort(), names.sort());
			assert.equal((await real.api.credentials()).length, credentials.length);
		});

		it('leaves alone what was changed in the editor', async () => {
			const { id } = real.workflow(example);
			await real.api.updateWorkflow(id, { name: 'My own name' });
			await real.bringInExamples();
			assert.equal((await real.api.workflow(id))?.name, 'My own name');
		});

		it('brings a changed file in over the workflow that it was', async () => {
			const { id } = real.workflow(example);
			const memory = JSON.parse(await readFile(real.memoryFile, 'utf8'));
			memory[example].hash = 'of an older file';
			await writeFile(real.memoryFile, JSON.stringify(memory));
			await real.bringInExamples();
			assert.equal((await real.api.workflow(id))?.name, 'Custom Webhook 1: deliver a contact');
		});
	});
});
