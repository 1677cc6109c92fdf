/** What an execution of n8n did, in a form that a test or a person can read. */
import { parseFlatted } from './flatted.mjs';

/**
 * @typedef {{ json: any, binary?: object, pairedItem?: unknown }} Item
 * @typedef {object} Execution
 * @property {string} id
 * @property {string} status `success`, `error`, `canceled` …
 * @property {string | undefined} error the message that stopped it
 * @property {(node: string, output?: number) => Item[]} items what a node gave out, over all its runs;
 *   nothing where it did not run
 * @property {(node: string) => number} runs how often a node ran
 * @property {(node: string) => number} tookMs how long it ran in all, in milliseconds
 */

/**
 * @param {{ id: string, status: string, data: string }} answer of `/rest/executions/:id`
 * @returns {Execution}
 */
export function readExecution({ id, status, data }) {
	const { resultData } = /** @type {any} */ (parseFlatted(data));
	/** @type {Record<string, Array<{ executionTime: number, data?: { main?: Item[][] } }>>} */
	const runData = resultData.runData ?? {};
	return {
		id,
		status,
		error: resultData.error?.message,
		items: (node, output = 0) => (runData[node] ?? []).flatMap((run) => run.data?.main?.[output] ?? []),
		runs: (node) => (runData[node] ?? []).length,
		tookMs: (node) => (runData[node] ?? []).reduce((sum, { executionTime }) => sum + executionTime, 0),
	};
}
