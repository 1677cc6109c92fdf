/** One run of an example, and what a test asks of it. */
import assert from 'node:assert/strict';

/**
 * @typedef {Awaited<ReturnType<import('../real-n8n.mjs').startRealN8n>>} RealN8n
 * @typedef {Awaited<ReturnType<RealN8n['run']>>} Ran
 * @typedef {Ran['requests'][number]} Arrived
 */

export class ExampleRun {
	/** @type {RealN8n} */
	real = /** @type {any} */ (undefined);
	/** @type {Ran['execution']} */
	execution = /** @type {any} */ (undefined);
	/** @type {Arrived[]} what the service received meanwhile */
	requests = [];

	/** A `before` that runs an example, which the tests after it look at. */
	run = (/** @type {string} */ file) => async () => {
		const { execution, requests } = await this.real.run(this.real.workflow(file));
		assert.equal(execution.status, 'success', execution.error);
		this.execution = execution;
		this.requests = requests;
	};

	/** The one item of a node. @param {string} node */
	itemOf(node, output = 0) {
		const items = this.execution.items(node, output);
		assert.equal(items.length, 1, `${node} gave ${items.length} items on output ${output}`);
		return items[0]?.json;
	}

	/** The one request that fits. @param {(request: Arrived) => boolean} fits @returns {Arrived} */
	arrived(fits) {
		const [found, ...more] = this.requests.filter(fits);
		assert.ok(found, 'no request fits');
		assert.equal(more.length, 0, 'several requests fit');
		return found;
	}

	/** Such as `GET 200`, in their order. @param {string} path */
	methodsAndStatuses(path) {
		return this.requests
			.filter((request) => request.path === path)
			.map(({ method, status }) => `${method} ${status}`);
	}
}
