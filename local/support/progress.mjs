/**
 * Shows on the terminal what is being done and for how long.
 * On a real terminal the line of a running step counts its seconds; in a log there is a line now and then.
 */

/** How often the seconds of a step are refreshed on a terminal, in milliseconds. */
const TERMINAL_TICK_MS = 1_000;

/** How often a long step says that it lives where the output goes to a file or a CI log, in milliseconds. */
const LOG_TICK_MS = 20_000;

/**
 * Runs one step with its title on the terminal.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {NodeJS.WriteStream} [out]
 * @returns {Promise<T>}
 */
export async function step(title, work, out = process.stdout) {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const rewrite = (/** @type {string} */ text) => out.write(`\r\x1b[2K${text}`);

	if (out.isTTY) rewrite(`… ${title}`);
	const ticker = setInterval(
		() => (out.isTTY ? rewrite(`… ${title} ${seconds()} s`) : out.write(`… ${title}: ${seconds()} s\n`)),
		out.isTTY ? TERMINAL_TICK_MS : LOG_TICK_MS,
	);
	ticker.unref();

	const finish = (/** @type {string} */ mark) => {
		clearInterval(ticker);
		if (out.isTTY) rewrite('');
		const time = seconds() > 0 ? ` (${seconds()} s)` : '';
		out.write(`${mark} ${title}${time}\n`);
	};
	try {
		const result = await work();
		finish('✓');
		return result;
	} catch (error) {
		finish('✗');
		throw error;
	}
}
