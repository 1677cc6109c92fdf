/**
 * How the benchmark's service behaves, by the path that is called: `/wait/200` answers after 200 ms. What a service
 * remembers (its tokens, who is in flight, its jobs) is forgotten between two measured runs.
 */

/** What each request is answered with: a small object, as most services send. */
export const ANSWER = { received: true, message: 'Thank you', reference: 'A-1024' };

/** Of a service with limits: most are at least as far away. Milliseconds. */
const AWAY_MS = 50;

/** How many members a page of a list has. */
const PAGE_MEMBERS = 100;

/**
 * @typedef {object} Call
 * @property {URL} url
 * @property {string[]} rest the parts of the path behind the service's own
 * @property {number} inFlight with this one
 * @property {number} now milliseconds
 *
 * @typedef {object} Answer
 * @property {number} [status] 200 where it is not said
 * @property {Record<string, string>} [headers]
 * @property {unknown} [body]
 * @property {number} [afterMs]
 *
 * @typedef {(call: Call) => Answer} Service
 */

/**
 * By the first part of the path: how many parts behind it are the service's own, and what makes it of them.
 *
 * @type {Record<string, { parts: number, make: (...parts: string[]) => Service }>}
 */
const SERVICES = {
	wait: { parts: 1, make: wait },
	bucket: { parts: 3, make: bucket },
	window: { parts: 3, make: fixedWindow },
	knee: { parts: 2, make: knee },
	list: { parts: 2, make: list },
	job: { parts: 1, make: job },
	many: { parts: 2, make: many },
};

/** @type {(typeof SERVICES)[string]} */
const NOWHERE = { parts: 0, make: () => () => ({ status: 404 }) };

/** @returns {(call: Omit<Call, 'rest'>) => Required<Answer>} the services of one measured run */
export function openServices() {
	/** @type {Map<string, Service>} */
	const opened = new Map();
	return (call) => {
		const [name = '', ...parts] = call.url.pathname.slice(1).split('/');
		const { parts: count, make } = SERVICES[name] ?? NOWHERE;
		const own = parts.slice(0, count);
		const key = [name, ...own].join('/');
		const service = opened.get(key) ?? make(...own);
		opened.set(key, service);
		const {
			status = 200,
			headers = {},
			body = ANSWER,
			afterMs = 0,
		} = service({
			...call,
			rest: parts.slice(count),
		});
		return { status, headers, body, afterMs };
	};
}

/** @param {string} ms @returns {Service} */
function wait(ms) {
	return () => ({ afterMs: Number(ms) });
}

/**
 * A bucket of tokens that fills up by a number of them a second.
 *
 * @param {string} rate a second
 * @param {string} burst how many it holds
 * @param {string} hint `hint`: a refusal says when to come back
 * @returns {Service}
 */
function bucket(rate, burst, hint) {
	let tokens = Number(burst);
	/** @type {number | undefined} */
	let filledAt;
	return ({ now }) => {
		tokens = Math.min(Number(burst), tokens + ((now - (filledAt ?? now)) / 1000) * Number(rate));
		filledAt = now;
		if (tokens < 1) return refused(hint, (1 - tokens) / Number(rate));
		tokens--;
		return { afterMs: AWAY_MS };
	};
}

/** So many in each span of time, which begins with its first. @param {string} limit @param {string} seconds @param {string} hint @returns {Service} */
function fixedWindow(limit, seconds, hint) {
	let endsAt = 0;
	let used = 0;
	return ({ now }) => {
		if (now >= endsAt) [endsAt, used] = [now + Number(seconds) * 1000, 0];
		if (used >= Number(limit)) return refused(hint, (endsAt - now) / 1000);
		used++;
		return { afterMs: AWAY_MS };
	};
}

/** Takes so many at once; beyond, each waits for its turn. @param {string} places @param {string} ms @returns {Service} */
function knee(places, ms) {
	return ({ inFlight }) => ({ afterMs: Number(ms) * Math.max(1, inFlight / Number(places)) });
}

/** Whether a service of many is a slow one: each tenth is. @param {string} host name or address, with its number at the end */
export function isSlow(host) {
	return host.endsWith('0');
}

/** Many services on hosts of their own, of which each tenth takes longer. @param {string} slowMs @param {string} ms @returns {Service} */
function many(slowMs, ms) {
	return ({ url }) => ({ afterMs: Number(isSlow(url.hostname) ? slowMs : ms) });
}

/** A list over many pages, each with a link to the next. @param {string} pages @param {string} ms @returns {Service} */
function list(pages, ms) {
	return ({ url }) => {
		const page = Number(url.searchParams.get('page') ?? 1);
		const items = Array.from({ length: PAGE_MEMBERS }, (_, at) => ({
			id: (page - 1) * PAGE_MEMBERS + at,
		}));
		if (page >= Number(pages)) return { body: { items, next: null }, afterMs: Number(ms) };
		const next = `${url.origin}${url.pathname}?page=${page + 1}`;
		return { headers: { link: `<${next}>; rel="next"` }, body: { items, next }, afterMs: Number(ms) };
	};
}

/** Takes a job, which is done some time later. @param {string} ms @returns {Service} */
function job(ms) {
	/** @type {number[]} */
	const startedAt = [];
	return ({ url, rest: [id], now }) => {
		if (id === undefined) {
			startedAt.push(now);
			const headers = { location: `${url.pathname}/${startedAt.length - 1}` };
			return { status: 202, headers, body: { state: 'running' } };
		}
		const isDone = now - (startedAt[Number(id)] ?? now) >= Number(ms);
		return isDone ? { body: { state: 'done' } } : { status: 202, body: { state: 'running' } };
	};
}

/** @param {string} hint @param {number} seconds @returns {Answer} */
function refused(hint, seconds) {
	/** @type {Record<string, string>} */
	const headers = hint === 'hint' ? { 'retry-after': String(Math.ceil(seconds)) } : {};
	return { status: 429, headers, body: { error: 'Too many requests' } };
}
