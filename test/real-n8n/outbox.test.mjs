import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { startKeyedService } from './keyed-service.mjs';
import { startRealN8n } from './real-n8n.mjs';

/** @typedef {{ id: number, key: string, state: string, attempt: number, reason: string, run: string, item: string, mayHaveActed: boolean }} Row */

const TABLE = 'webhook_outbox';
const LONG_AGO = '2001-01-01T00:00:00.000Z';

describe('example 17, an outbox and its dead letters', () => {
	/** @type {Awaited<ReturnType<typeof startRealN8n>>} */
	let real;
	/** @type {Awaited<ReturnType<typeof startKeyedService>>} */
	let service;
	/** @type {import('../../local/host/api.mjs').Workflow} */
	let outbox;
	let tables = '';
	let withoutTable = '';

	before(async () => {
		service = await startKeyedService();
		real = await startRealN8n();
		tables = `/rest/projects/${(await real.api.call('GET', '/rest/projects/personal')).id}/data-tables`;
		outbox = await real.api.updateWorkflow(
			real.workflow('17-outbox.json').id,
			changed((nodes) => {
				const { parameters } = nodes('Deliver');
				parameters.url = service.url;
				parameters.options.later.values.retrySchedule = '1h, 1h';
			}),
		);
	});
	after(async () => {
		await real?.stop();
		await service?.stop();
	});
	beforeEach(() => service.reset());
	afterEach(async () => {
		if (await table()) await clear();
	});

	/** The outbox's workflow with its nodes changed. @param {(nodes: (name: string) => any) => void} change */
	function changed(change) {
		const { nodes, connections } = structuredClone(outbox ?? real.workflow('17-outbox.json'));
		change((name) => nodes.find((node) => node.name === name));
		return { nodes, connections };
	}
	const endingAfterSending = () =>
		changed((nodes) => {
			const [condition] = nodes('Remove from the outbox').parameters.filters.conditions;
			condition.keyValue = "={{ $('no such node').item.json.id }}";
		});
	async function runSchedule(workflow = outbox) {
		const { executionId } = await real.api.call('POST', `/rest/workflows/${workflow.id}/run`, {
			triggerToStartFrom: { name: 'Every 5 minutes' },
		});
		return await real.api.waitForExecution(executionId, 60_000);
	}
	async function createTable() {
		const { execution } = await real.run(real.workflow('17a-create-the-outbox.json'));
		assert.equal(execution.status, 'success', execution.error);
	}
	async function table() {
		const { data } = await real.api.call('GET', `${tables}?filter=${JSON.stringify({ name: TABLE })}`);
		return data.length > 0 ? `${tables}/${data[0].id}` : undefined;
	}
	/** @returns {Promise<Row[]>} */
	const rows = async () => (await real.api.call('GET', `${await table()}/rows?take=100`)).data;
	/** Of all rows, or of one. @param {object} data @param {number} [id] */
	async function update(data, id) {
		const condition = id === undefined ? { condition: 'gte', value: 0 } : { condition: 'eq', value: id };
		const filter = { type: 'and', filters: [{ columnName: 'id', ...condition }] };
		await real.api.call('PATCH', `${await table()}/rows`, { filter, data });
	}
	async function clear() {
		const filter = { type: 'and', filters: [{ columnName: 'id', condition: 'gte', value: 0 }] };
		await real.api.call(
			'DELETE',
			`${await table()}/rows?filter=${encodeURIComponent(JSON.stringify(filter))}`,
		);
	}
	/** Two contacts that wait in the outbox. @param {Record<string, string>} [headers] of the service's responses */
	async function failTwo(headers = {}) {
		Object.assign(service.state, { status: 503, headers });
		const { execution } = await real.run(outbox);
		assert.equal(execution.status, 'success', execution.error);
		Object.assign(service.state, { status: 201, headers: {} });
		return await rows();
	}
	/** The dead letters. @param {Record<string, string>} choice */
	async function deadLetters(choice = {}) {
		return (await runDeadLetters(choice)).items('Dead letters').map(({ json }) => json.key);
	}
	/** @param {Record<string, string>} choice */
	async function runDeadLetters(choice) {
		const example = structuredClone(real.workflow('17b-dead-letters.json'));
		const set = /** @type {any} */ (example.nodes.find(({ name }) => name === 'What to do'));
		for (const assignment of set.parameters.assignments.assignments)
			assignment.value = choice[assignment.name] ?? '';
		const { nodes, connections } = example;
		const { execution } = await real.run(
			await real.api.updateWorkflow(example.id, { nodes, connections }),
		);
		assert.equal(execution.status, 'success', execution.error);
		return execution;
	}

	it('says that the table is missing, with the items on the failed execution', async () => {
		service.state.status = 503;
		const { execution } = await real.run(outbox);
		assert.equal(execution.status, 'error');
		assert.match(execution.error ?? '', /webhook_outbox.*not found/);
		const kept = execution
			.items('Rows for the outbox')
			.map(({ json }) => JSON.parse(json.item).contact.name);
		assert.deepEqual(kept, ['Zoë', 'Ann']);
		withoutTable = execution.id;
	});

	it('creates the table once', async () => {
		await createTable();
		await createTable();
		assert.deepEqual(await rows(), []);
	});

	it('keeps them once the table is there, and the failed execution is retried', async () => {
		const { status } = await real.api.call('POST', `/rest/executions/${withoutTable}/retry`, {});
		assert.equal(status, 'success');
		assert.deepEqual(
			(await rows()).map(({ state, item }) => [state, JSON.parse(item).contact.name]),
			[
				['waiting', 'Zoë'],
				['waiting', 'Ann'],
			],
		);
		assert.deepEqual(service.state.received, [], 'nothing is sent for it');
	});

	it('keeps what failed, delivers it once when it is due, and removes it', async () => {
		const waiting = await failTwo();
		assert.deepEqual(
			waiting.map(({ state, attempt, item }) => [state, attempt, JSON.parse(item).contact.name]),
			[
				['waiting', 1, 'Zoë'],
				['waiting', 1, 'Ann'],
			],
		);
		await runSchedule();
		assert.deepEqual(service.state.acted, [], 'nothing is due yet');

		await update({ dueAt: LONG_AGO });
		const execution = await runSchedule();
		assert.equal(execution.status, 'success', execution.error);
		assert.deepEqual(service.state.acted.sort(), waiting.map(({ key }) => key).sort());
		assert.deepEqual(await rows(), []);
	});

	it('counts on while the service is down, gives up, and replays what a person chooses', async () => {
		const [first, second] = await failTwo();
		service.state.status = 503;
		for (const expected of [
			['waiting', 2],
			['dead', 3],
		]) {
			await update({ dueAt: LONG_AGO });
			await runSchedule();
			const now = await rows();
			assert.deepEqual(
				now.map(({ id, key, state, attempt }) => [id, key, state, attempt]),
				[first, second].map((row) => [row?.id, row?.key, ...expected]),
			);
		}
		service.state.status = 201;
		await runSchedule();
		assert.deepEqual(service.state.acted, [], 'dead letters are not sent');

		assert.deepEqual(await deadLetters(), [first?.key, second?.key]);
		assert.deepEqual(await deadLetters({ reason: 'STATUS: ' }), [first?.key, second?.key]);
		assert.deepEqual(await deadLetters({ service: 'another one' }), []);
		await deadLetters({ replay: ` ${second?.id}, 999` });
		await runSchedule();
		assert.deepEqual(service.state.acted, [second?.key]);
		await deadLetters({ replay: 'all' });
		await runSchedule();
		assert.deepEqual(service.state.acted, [second?.key, first?.key]);
		assert.deepEqual(await rows(), []);
	});

	describe('without a key', () => {
		/** So the service says that it did not act. */
		const REFUSED = { 'retry-after': '0' };
		/** @type {any} */
		let whole;
		/** @type {Awaited<ReturnType<typeof startKeyedService>>} */
		let others;
		before(async () => {
			// with an address, and so a pace, of its own: refusals slow it down
			others = service;
			service = await startKeyedService();
			whole = changed(() => undefined);
			const keyless = changed((nodes) => {
				nodes('Deliver').parameters.url = service.url;
				delete nodes('Deliver').parameters.options.idempotency;
			});
			outbox = await real.api.updateWorkflow(outbox.id, keyless);
		});
		after(async () => {
			outbox = await real.api.updateWorkflow(outbox.id, whole);
			await service.stop();
			service = others;
		});

		for (const status of [500, 503])
			it(`what may have taken effect is a dead letter that says so: ${status}`, async () => {
				service.state.status = status;
				await real.run(outbox);
				assert.deepEqual(
					(await rows()).map(({ state, mayHaveActed }) => [state, mayHaveActed]),
					[
						['dead', true],
						['dead', true],
					],
				);
			});

		it('what cannot have taken effect is sent again', async () => {
			assert.equal((await failTwo(REFUSED))[0]?.state, 'waiting');
			await update({ dueAt: LONG_AGO });
			service.state.received = [];
			await runSchedule();
			assert.equal(service.state.received.length, 2);
			assert.deepEqual(await rows(), []);
		});

		it('a run that ends between sending and removing leaves dead letters', async () => {
			await failTwo(REFUSED);
			await update({ dueAt: LONG_AGO });
			const keyless = changed(() => undefined);
			outbox = await real.api.updateWorkflow(outbox.id, endingAfterSending());
			assert.equal((await runSchedule()).status, 'error');
			outbox = await real.api.updateWorkflow(outbox.id, keyless);
			assert.deepEqual(await deadLetters(), [], 'they might be under way');
			await update({ dueAt: LONG_AGO });
			service.state.received = [];
			await runSchedule();
			assert.deepEqual(service.state.received, []);
			assert.equal((await deadLetters()).length, 2);
			assert.deepEqual(
				(await rows()).map(({ state }) => state),
				['dead', 'dead'],
			);
		});
	});

	it('keeps what no retry can help as a dead letter, and replays it', async () => {
		service.state.status = 404;
		await real.run(outbox);
		assert.deepEqual(
			(await rows()).map(({ state, reason }) => [state, reason.slice(0, 7)]),
			[
				['dead', 'status:'],
				['dead', 'status:'],
			],
		);
		service.state.status = 201;
		await deadLetters({ replay: 'all' });
		await runSchedule();
		assert.equal(service.state.acted.length, 2);
		assert.deepEqual(await rows(), []);
	});

	/**
	 * Two runs of the schedule, the second while the first one is sending: how many requests come of the two items.
	 * @param {import('../../local/host/api.mjs').Workflow} workflow
	 */
	async function twoSchedules(workflow) {
		await failTwo();
		await update({ dueAt: LONG_AGO });
		service.reset();
		service.hold();
		const first = runSchedule(workflow);
		await service.untilReceived(2);
		const second = runSchedule(workflow);
		await Promise.race([second, service.untilReceived(4)]);
		service.letGo();
		await Promise.all([first, second]);
		return service.state.received.length;
	}

	it('a run that begins while another one sends takes none of its items', async () => {
		assert.equal(await twoSchedules(outbox), 2);
		assert.equal(service.state.acted.length, 2);
		assert.deepEqual(await rows(), []);
	});

	it('without the claim both would be sent twice: it is the claim that the test above sees', async () => {
		const whole = changed(() => undefined);
		const unclaimed = changed((nodes) => {
			nodes('Claim them').disabled = true;
			nodes('Claimed rows').parameters.filters.conditions.find(
				(/** @type {{ keyName: string }} */ { keyName }) => keyName === 'run',
			).keyValue = '';
		});
		outbox = await real.api.updateWorkflow(outbox.id, unclaimed);
		const sent = await twoSchedules(outbox);
		outbox = await real.api.updateWorkflow(outbox.id, whole);
		assert.equal(sent, 4);
	});

	it('two runs at once send each item once', async () => {
		await failTwo();
		await update({ dueAt: LONG_AGO });
		service.state.received = [];
		const executions = await Promise.all([runSchedule(), runSchedule(), runSchedule()]);
		assert.deepEqual(
			executions.map(({ status }) => status),
			['success', 'success', 'success'],
		);
		assert.equal(service.state.received.length, 2);
		assert.equal(service.state.acted.length, 2);
		assert.deepEqual(await rows(), []);
	});

	it('a run that ends between sending and removing is made up for, and the service acts once', async () => {
		const waiting = await failTwo();
		await update({ dueAt: LONG_AGO });
		const whole = changed(() => undefined);
		outbox = await real.api.updateWorkflow(outbox.id, endingAfterSending());
		const execution = await runSchedule();
		assert.equal(execution.status, 'error');
		outbox = await real.api.updateWorkflow(outbox.id, whole);
		assert.equal((await rows()).length, 2);
		await runSchedule();
		assert.equal(service.state.received.length, 4, 'still claimed by the run that ended');

		await update({ dueAt: LONG_AGO });
		await runSchedule();
		assert.equal(service.state.received.length, 6);
		assert.deepEqual(service.state.acted.sort(), waiting.map(({ key }) => key).sort());
		assert.deepEqual(await rows(), []);
	});

	for (const text of ['{"contact": {"name": "Zo', "{contact: {name: 'Zoë'}}", '[{}]', 'null', '7', ''])
		it(`a row whose item was changed into ${text || 'nothing'} is a dead letter that says so, and holds up no other`, async () => {
			const [changed, whole] = await failTwo();
			service.reset();
			await update({ dueAt: LONG_AGO });
			await update({ item: text }, changed?.id);
			const execution = await runSchedule();
			assert.equal(execution.status, 'success', execution.error);
			assert.deepEqual(service.state.received, [whole?.key]);
			const [dead, ...others] = await rows();
			assert.deepEqual(others, []);
			const { id, key, state, run, item } = /** @type {Row} */ (dead);
			assert.deepEqual([id, key, state, run, item], [changed?.id, changed?.key, 'dead', '', text]);
			assert.match(dead?.reason ?? '', /^The item cannot be read: .*(JSON|not an object)/);

			// It can be replayed once it is mended, and not before.
			const replay = await runDeadLetters({ replay: 'all' });
			assert.deepEqual(
				replay.items('Cannot be replayed').map(({ json }) => json.id),
				[id],
			);
			assert.equal((await rows())[0]?.state, 'dead');
			await update({ item: changed?.item ?? '' });
			await deadLetters({ replay: 'all' });
			await runSchedule();
			assert.deepEqual(service.state.acted, [whole?.key, key]);
			assert.deepEqual(await rows(), []);
		});

	it('an item with a `later` that was changed becomes a dead letter, whole', async () => {
		const [row] = await failTwo();
		const item = JSON.parse(row?.item ?? '');
		item.failure.later.attempt = 'often';
		await update({ dueAt: LONG_AGO, item: JSON.stringify(item) });
		service.state.received = [];
		await runSchedule();
		const dead = await rows();
		assert.deepEqual(service.state.received, []);
		assert.deepEqual(
			dead.map(({ state, item }) => [state, JSON.parse(item).contact.name]),
			[
				['dead', 'Zoë'],
				['dead', 'Zoë'],
			],
		);
	});
});

describe('example 17 with a table that is full', () => {
	/** @type {Awaited<ReturnType<typeof startRealN8n>>} */
	let real;
	before(async () => {
		const env = {
			N8N_DATA_TABLES_MAX_SIZE_BYTES: '1',
			N8N_DATA_TABLES_SIZE_CHECK_CACHE_DURATION_MS: '0',
		};
		real = await startRealN8n({ env });
	});
	after(async () => await real?.stop());

	it('says so, with the items on the failed execution', async () => {
		await real.run(real.workflow('17a-create-the-outbox.json'));
		const { execution } = await real.run(real.workflow('17-outbox.json'));
		assert.equal(execution.status, 'error');
		assert.match(execution.error ?? '', /size limit exceeded/);
		const kept = execution
			.items('Rows for the outbox')
			.map(({ json }) => JSON.parse(json.item).contact.name);
		assert.deepEqual(kept, ['Zoë', 'Ann']);
	});
});
