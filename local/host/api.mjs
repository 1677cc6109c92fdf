/** n8n's own REST interface, the one that its editor uses, with the login kept. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../support/problem.mjs';
import { readExecution } from './execution.mjs';

/** How often a running execution is looked at, in milliseconds. */
const POLL_MS = 100;

/** How long an execution may take unless the caller says otherwise, in milliseconds. */
const RUN_TIMEOUT_MS = 60_000;

/**
 * A starting n8n is busy for seconds at a time, and then closes idle connections just as they are used
 * again: each call gets a connection of its own.
 */
export const NO_KEEP_ALIVE = { connection: 'close' };

/** States in which an execution is not over. */
const UNDER_WAY = ['new', 'running', 'waiting'];

/** What n8n has of an execution at first. It may say how one ended a moment before it saves the rest. */
const NO_DATA = '[]';

/** The trigger that a person starts by hand. */
const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';

/**
 * @typedef {{ id: string, name: string, type: string }} Credential
 * @typedef {{ id: string, name: string, versionId: string, isArchived?: boolean,
 *   nodes: Array<{ name: string, type: string, parameters?: any, credentials?: any }>, connections?: any, pinData?: any }} Workflow
 */

/** @param {string} url of n8n */
export function n8nApi(url) {
	let cookie = '';

	/**
	 * @param {string} method
	 * @param {string} path
	 * @param {unknown} [body]
	 * @returns {Promise<any>} what n8n answered
	 * @throws {Error} with n8n's own words
	 */
	async function call(method, path, body) {
		const response = await fetch(`${url}${path}`, {
			method,
			headers: {
				...NO_KEEP_ALIVE,
				cookie,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const issued = response.headers.getSetCookie().map((line) => line.split(';')[0]);
		if (issued.length > 0) cookie = issued.join('; ');
		const text = await response.text();
		if (!response.ok)
			throw new Error(`n8n answered ${response.status} to ${method} ${path}: ${text.slice(0, 500)}`);
		const answer = text === '' ? {} : JSON.parse(text);
		return Array.isArray(answer) ? answer : (answer.data ?? answer);
	}

	/**
	 * Creates the owner on the first start, logs in on the later ones.
	 *
	 * @param {import('../settings.mjs')['owner']} owner
	 * @throws {Problem} where the owner has another password by now
	 */
	async function logIn(owner) {
		const settings = await call('GET', '/rest/settings');
		if (settings.userManagement.showSetupOnFirstLoad)
			return await call('POST', '/rest/owner/setup', owner);
		const login = { emailOrLdapLoginId: owner.email, password: owner.password };
		return await call('POST', '/rest/login', login).catch((error) => {
			throw new Problem(
				`n8n does not let ${owner.email} in with the password ${owner.password}.`,
				'Where the account was changed in the editor, change it back, or delete the folder with the data and start from nothing.',
				error.message,
			);
		});
	}

	/**
	 * Runs a workflow from its manual trigger, as the editor's button does, and waits for its end.
	 *
	 * @param {Workflow} workflow
	 * @param {{ timeoutMs?: number }} [options]
	 */
	async function run(workflow, { timeoutMs = RUN_TIMEOUT_MS } = {}) {
		const trigger = workflow.nodes.find(({ type }) => type === MANUAL_TRIGGER);
		if (!trigger) throw new Error(`The workflow "${workflow.name}" has no Manual Trigger to start from.`);
		const { executionId } = await call('POST', `/rest/workflows/${workflow.id}/run`, {
			triggerToStartFrom: { name: trigger.name },
		});
		return await waitForExecution(executionId, timeoutMs);
	}

	/** @param {string} id @param {number} timeoutMs */
	async function waitForExecution(id, timeoutMs) {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			const execution = await call('GET', `/rest/executions/${id}`);
			const isSaved = execution.data !== NO_DATA;
			if (isSaved && !UNDER_WAY.includes(execution.status)) return readExecution(execution);
			await sleep(POLL_MS);
		}
		throw new Error(`Execution ${id} is still running after ${timeoutMs / 1000} seconds.`);
	}

	return {
		call,
		logIn,
		run,
		waitForExecution,
		/** @returns {Promise<Array<{ name: string, displayName: string, version: number | number[] }>>} every node type that n8n offers */
		nodeTypes: () => call('GET', '/types/nodes.json'),
		/** @returns {Promise<Array<{ packageName: string, failedLoading?: boolean, installedNodes: Array<{ type: string }> }>>} Settings → Community nodes */
		communityPackages: () => call('GET', '/rest/community-packages'),
		/** @returns {Promise<Credential[]>} without their secrets */
		credentials: () => call('GET', '/rest/credentials'),
		/** @param {{ name: string, type: string, data: object }} credential @returns {Promise<Credential>} */
		createCredential: (credential) => call('POST', '/rest/credentials', credential),
		/** @param {string} id @param {{ name: string, type: string, data: object }} credential */
		updateCredential: (id, credential) => call('PATCH', `/rest/credentials/${id}`, credential),
		/** @param {string} id @returns {Promise<Workflow | undefined>} */
		workflow: (id) => call('GET', `/rest/workflows/${id}`).catch(() => undefined),
		/** @param {object} workflow @returns {Promise<Workflow>} */
		createWorkflow: (workflow) => call('POST', '/rest/workflows', workflow),
		/** @param {string} id @param {object} workflow @returns {Promise<Workflow>} */
		updateWorkflow: (id, workflow) => call('PATCH', `/rest/workflows/${id}`, workflow),
		/** Puts a workflow into n8n's archive, as its editor does before a workflow can be deleted. */
		archiveWorkflow: (/** @type {string} */ id) => call('POST', `/rest/workflows/${id}/archive`, {}),
		/** Takes a workflow out of the archive again. @returns {Promise<Workflow>} */
		restoreWorkflow: (/** @type {string} */ id) => call('POST', `/rest/workflows/${id}/unarchive`, {}),
		/** Switches on the triggers of a workflow, for one that starts with a Webhook. */
		activate: (/** @type {Workflow} */ workflow) =>
			call('POST', `/rest/workflows/${workflow.id}/activate`, { versionId: workflow.versionId }),
	};
}
