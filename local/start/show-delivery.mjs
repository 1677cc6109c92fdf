/** Runs the first example and shows both sides of it: what left, and what came back. */
import { step } from '../support/progress.mjs';
import { Problem } from '../support/problem.mjs';

/** The node of the example that delivers. */
const DELIVERING_NODE = 'Deliver the contact';

/**
 * @param {object} options
 * @param {ReturnType<typeof import('../host/api.mjs').n8nApi>} options.api
 * @param {Awaited<ReturnType<typeof import('../service/server.mjs').startService>>} options.service
 * @param {import('../host/api.mjs').Workflow | undefined} options.workflow
 * @throws {Problem} where it did not deliver
 */
export async function showDelivery({ api, service, workflow }) {
	if (!workflow) throw new Error('There is no example.');
	const lastBefore = service.requests().at(-1)?.number ?? 0;
	const execution = await step(`Running "${workflow.name}" in n8n`, () => api.run(workflow));
	const request = service.requests().find(({ number }) => number > lastBefore);
	const [item] = execution.items(DELIVERING_NODE);
	if (!request || !item) {
		const failure = execution.items(DELIVERING_NODE, 1)[0]?.json.failure;
		const reason = failure?.message ?? execution.error ?? `the execution ended as "${execution.status}"`;
		throw new Problem(
			`The first example did not deliver: ${reason}`,
			'If you changed the workflow in the editor, put that right, or delete it there and start again.',
		);
	}

	const { response, variables } = item.json;
	console.log(`
Sent      ${request.method} ${service.url}${request.path}
          ${request.headers['content-type'] ?? 'no body'}
${indent(request.text)}

Came back ${response.statusCode} ${response.statusMessage} in ${response.durationMs} ms
${indent(JSON.stringify(response.body, null, 2))}

Mapped    ${Object.entries(variables)
		.map(([name, value]) => `variables.${name} = ${JSON.stringify(value)}`)
		.join('\n          ')}`);
}

/** @param {string} text */
function indent(text) {
	return text
		.split('\n')
		.map((line) => `          ${line}`)
		.join('\n');
}
