/**
 * Brings the workflows of `examples/` and their credentials into an n8n.
 *
 * A second time nothing is doubled: what was brought in before is remembered beside n8n's data. A workflow
 * that a person has changed in the editor is left alone until its file here changes.
 */
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXAMPLE_SERVICE_URL, examplesFolder } from '../settings.mjs';

const CREDENTIALS_FILE = 'credentials.json';

/**
 * @typedef {ReturnType<import('./api.mjs').n8nApi>} Api
 * @typedef {Record<string, { id: string, hash: string }>} Memory what was brought in, by file or credential name
 */

/**
 * @param {Api} api logged in
 * @param {{ serviceUrl: string, memoryFile: string }} options `serviceUrl`: where the local service is now
 * @returns {Promise<Map<string, import('./api.mjs').Workflow>>} by file name, in the order of their numbers
 */
export async function importExamples(api, { serviceUrl, memoryFile }) {
	const memory = await readMemory(memoryFile);
	for (const credential of await readCredentials(serviceUrl))
		await importCredential(api, memory, credential);

	/** @type {Map<string, import('./api.mjs').Workflow>} */
	const workflows = new Map();
	for (const file of await listExamples()) {
		workflows.set(file, await importWorkflow(api, memory, file, serviceUrl));
	}
	await writeFile(memoryFile, JSON.stringify(memory, null, 2));
	return workflows;
}

/** @returns {Promise<string[]>} */
export async function listExamples() {
	return (await readdir(examplesFolder)).filter((file) => /^\d+.*\.json$/.test(file)).sort();
}

/**
 * @param {string} [serviceUrl] where the local service is, if it is not where the examples have it
 * @returns {Promise<Array<{ name: string, type: string, data: Record<string, any> }>>} for the local service only
 */
export async function readCredentials(serviceUrl = EXAMPLE_SERVICE_URL) {
	const text = await readFile(join(examplesFolder, CREDENTIALS_FILE), 'utf8');
	return JSON.parse(text.replaceAll(EXAMPLE_SERVICE_URL, serviceUrl));
}

/** @param {Api} api @param {Memory} memory @param {{ name: string, type: string, data: object }} credential */
async function importCredential(api, memory, credential) {
	const known = memory[credential.name];
	const hash = hashOf(JSON.stringify(credential));
	const stillThere = known && (await api.credentials()).some(({ id }) => id === known.id);
	if (stillThere && known.hash === hash) return;
	if (stillThere) await api.updateCredential(known.id, credential);
	const id = stillThere ? known.id : (await api.createCredential(credential)).id;
	memory[credential.name] = { id, hash };
}

/** @param {Api} api @param {Memory} memory @param {string} file @param {string} serviceUrl */
async function importWorkflow(api, memory, file, serviceUrl) {
	const text = await readFile(join(examplesFolder, file), 'utf8');
	const example = JSON.parse(text.replaceAll(EXAMPLE_SERVICE_URL, serviceUrl));
	const hash = hashOf(JSON.stringify(example));
	const known = memory[file];
	// A workflow that others call has an id of its own, so that they find it.
	const id = known?.id ?? example.id;
	const present = id && (await api.workflow(id));
	if (present && !present.isArchived && known?.hash === hash) return present;

	const isKept = present && (!present.isArchived || example.id);
	if (isKept && present.isArchived) await api.restoreWorkflow(present.id);
	const workflow = isKept
		? await api.updateWorkflow(present.id, example)
		: await api.createWorkflow(example);
	memory[file] = { id: workflow.id, hash };
	return workflow;
}

/** @param {string} file @returns {Promise<Memory>} */
async function readMemory(file) {
	return await readFile(file, 'utf8').then(JSON.parse, () => ({}));
}

/** @param {string} text */
function hashOf(text) {
	return createHash('sha256').update(text).digest('hex');
}
