/** What the service was sent lately: `/requests` shows it, and so does `npm start`. */

/** As many as a person would look through. */
const KEPT = 100;

/**
 * @typedef {object} Entry
 * @property {number} number counts up from 1
 * @property {string} method
 * @property {string} path
 * @property {Record<string, string | string[]>} query
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {any} body parsed where it is JSON, else its text
 * @property {string} text the body as it came
 * @property {number} status that was answered
 */

export function requestRecord() {
	/** @type {Entry[]} */
	const kept = [];
	let count = 0;
	return {
		/** @param {import('./request.mjs').Request} request @param {import('./answers.mjs').Answer} answer */
		add({ sentAs, path, query, headers, text, json }, { status }) {
			const body = json ?? text;
			kept.push({ number: ++count, method: sentAs, path, query, headers, body, text, status });
			if (kept.length > KEPT) kept.shift();
		},
		/** Oldest first. */
		entries: () => [...kept],
	};
}
