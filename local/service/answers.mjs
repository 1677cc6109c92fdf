/** The forms of an answer. */

/**
 * @typedef {{ status: number, headers: Record<string, string>, body: string }} Answer
 */

/** @param {number} status @param {unknown} value @param {Record<string, string>} [headers] @returns {Answer} */
export function jsonAnswer(status, value, headers = {}) {
	return {
		status,
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(value),
	};
}

/** @param {number} status @param {string} message @param {Record<string, string>} [headers] */
export function errorAnswer(status, message, headers) {
	return jsonAnswer(status, { error: message }, headers);
}

/** @returns {Answer} */
export function emptyAnswer() {
	return { status: 204, headers: {}, body: '' };
}
