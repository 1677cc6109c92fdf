/** Example 17 as it is, but that its items come through a webhook, and that its waits are short. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examplesFolder } from '../../local/settings.mjs';
import { DELIVER, JSON_OF_ITEM, madeItems, to } from './workflow.mjs';

const MAKE_ITEMS = 'Make items';

export const example = async (/** @type {string} */ file) =>
	JSON.parse(await readFile(join(examplesFolder, file), 'utf8'));

/**
 * @param {object} options
 * @param {string} options.path of the webhook
 * @param {string} options.url of the service
 * @param {string} options.schedule of Retry Later
 * @param {number} options.rows that a run takes at most
 * @param {number} options.claimSeconds how long rows belong to the run that claimed them
 * @param {number} options.everySeconds between two runs of the schedule
 */
export async function outboxWorkflow({ path, url, schedule, rows, claimSeconds, everySeconds }) {
	const { nodes, connections, ...others } = await example('17-outbox.json');
	const named = (/** @type {string} */ name) =>
		nodes.find((/** @type {{ name: string }} */ one) => one.name === name).parameters;

	named('Every 5 minutes').rule = { interval: [{ field: 'seconds', secondsInterval: everySeconds }] };
	named('Due rows').limit = rows;
	const claim = named('Claim them').columns.value;
	claim.dueAt = claim.dueAt.replace('minutes: 30', `seconds: ${claimSeconds}`);
	const deliver = named(DELIVER);
	deliver.url = url;
	deliver.jsonBody = JSON_OF_ITEM;
	deliver.headers = { header: [{ name: 'X-Run', value: '{{@execution.id}}' }] };
	// as long as the service holds back its responses
	deliver.options.timeout = 300;
	deliver.options.retry.values.totalTimeout = 300;
	deliver.options.later.values.retrySchedule = schedule;

	const from = ['When clicking "Execute workflow"', 'Contacts'];
	for (const name of from) delete connections[name];
	return {
		...others,
		name: `Outbox: ${path}`,
		nodes: [
			...nodes.filter((/** @type {{ name: string }} */ { name }) => !from.includes(name)),
			...madeItems(path),
		],
		connections: { ...connections, Called: to(MAKE_ITEMS), [MAKE_ITEMS]: to(DELIVER) },
	};
}

/** Example 17b, to replay all. */
export async function replayWorkflow() {
	const workflow = await example('17b-dead-letters.json');
	const choice = workflow.nodes.find((/** @type {{ name: string }} */ { name }) => name === 'What to do');
	choice.parameters.assignments.assignments.find(
		(/** @type {{ name: string }} */ { name }) => name === 'replay',
	).value = 'all';
	return workflow;
}
