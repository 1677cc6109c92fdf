/** A request, read whole. */

/**
 * @typedef {object} Request
 * @property {string} method HEAD counts as GET
 * @property {string} sentAs the method as it came
 * @property {string} path without the query
 * @property {Record<string, string | string[]>} query a name that is repeated has a list
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string} text the body
 * @property {any} json the body, where it is JSON
 * @property {AbortSignal} gone fires when the caller has hung up
 */

/**
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} outgoing
 * @returns {Promise<Request>}
 */
export async function readRequest(incoming, outgoing) {
	const url = new URL(incoming.url ?? '/', 'http://local');
	const gone = new AbortController();
	outgoing.once('close', () => gone.abort());
	const text = await readBody(incoming);
	return {
		method: incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? 'GET'),
		sentAs: incoming.method ?? 'GET',
		path: url.pathname,
		query: readQuery(url.searchParams),
		headers: incoming.headers,
		text,
		json: parseJson(text),
		gone: gone.signal,
	};
}

/** @param {import('node:http').IncomingMessage} incoming */
async function readBody(incoming) {
	const chunks = [];
	for await (const chunk of incoming) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
}

/** @param {URLSearchParams} params */
function readQuery(params) {
	/** @type {Record<string, string | string[]>} */
	const query = {};
	for (const name of new Set(params.keys())) {
		const values = params.getAll(name);
		query[name] = values.length > 1 ? values : (values[0] ?? '');
	}
	return query;
}

/** @param {string} text */
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
