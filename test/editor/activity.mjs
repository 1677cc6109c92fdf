/** What goes on in a page of n8n's editor, so that one waits for its end and not for a time that a slow machine exceeds. */

/** The requests of the page to n8n's interface. */
const IS_REST = /\/rest\//;

const IS_RUN = /\/rest\/workflows\/[^/]+\/run$/;

/** What the page asks for when n8n has told it that an execution is over. */
const IS_EXECUTION = /\/rest\/executions\/\d+$/;

/** How long the editor takes to take a text over after the last key, and to draw what follows. Milliseconds. */
const SETTLES_MS = 350;

/** @param {import('playwright-core').Page} page */
export function activityOf(page) {
	const underWay = new Set();
	/** Requests begun and ended. */
	let events = 0;
	page.on('request', (request) => {
		if (!IS_REST.test(request.url())) return;
		underWay.add(request);
		events++;
	});
	const ended = (/** @type {import('playwright-core').Request} */ request) => {
		if (underWay.delete(request)) events++;
	};
	page.on('requestfinished', ended);
	page.on('requestfailed', ended);

	/**
	 * Waits by the page's own clock, and until it is drawn: what the editor had put off for less than that has been done
	 * then, even where the page stood still for seconds.
	 */
	async function settle(ms = SETTLES_MS) {
		await page.evaluate(
			(time) =>
				new Promise((resolve) =>
					setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), time),
				),
			ms,
		);
	}

	/** Until nothing is asked of n8n any more, and all that it answered is drawn. */
	async function quiet() {
		let before;
		do {
			before = events;
			await settle();
		} while (underWay.size > 0 || events !== before);
	}

	return {
		settle,
		quiet,

		/**
		 * Starts an execution, and waits until the page shows what came of it.
		 *
		 * @param {() => Promise<void>} start
		 */
		async executed(start) {
			await Promise.all([
				page.waitForResponse((response) => IS_RUN.test(response.url())).then(assertRuns),
				page.waitForResponse((response) => IS_EXECUTION.test(response.url())),
				start(),
			]);
			await quiet();
		},
	};
}

/** Told at once: an execution that did not begin has no end to wait for. @param {import('playwright-core').Response} run */
async function assertRuns(run) {
	if (!run.ok()) throw new Error(`n8n does not run it: ${await run.text()}`);
}
