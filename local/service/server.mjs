/**
 * The service that the examples call: a small, friendly stand-in for the services of the real world.
 * It lives in memory, on loopback, and keeps a record of what it was sent.
 */
import { createServer } from 'node:http';
import { LOOPBACK } from '../settings.mjs';
import { Problem } from '../support/problem.mjs';
import { contactRoutes } from './contacts.mjs';
import { errorAnswer, jsonAnswer } from './answers.mjs';
import { readRequest } from './request.mjs';
import { tokenRoute } from './oauth.mjs';
import { reportRoutes } from './reports.mjs';
import { requestRecord } from './record.mjs';
import { page } from './page.mjs';
import { promoCode } from './promo-codes.mjs';
import { openProtected } from './protection.mjs';
import { soap } from './soap.mjs';
import { troubleRoutes } from './trouble.mjs';

/**
 * @typedef {import('./request.mjs').Request} Request
 * @typedef {import('./answers.mjs').Answer} Answer
 * @typedef {(request: Request) => Answer | Promise<Answer>} Route
 */

/**
 * @param {{ port: number, secrets: import('./protection.mjs').Secrets }} options `port` 0 takes a free one
 * @returns {Promise<{ url: string, requests: () => import('./record.mjs').Entry[], stop: () => Promise<void> }>}
 * @throws {Problem} where the port is taken
 */
export async function startService({ port, secrets }) {
	const record = requestRecord();
	/** @type {Record<string, Route>} */
	const routes = {
		'/': () => page(),
		'/requests': () => jsonAnswer(200, record.entries()),
		'/echo': echo,
		'/promocode': promoCode,
		'/soap': soap,
		'/oauth/token': tokenRoute(secrets),
		...contactRoutes(),
		...reportRoutes(),
		...troubleRoutes(),
	};

	const server = createServer(async (incoming, outgoing) => {
		const request = await readRequest(incoming, outgoing).catch(() => undefined);
		if (!request) return outgoing.destroy(); // The caller hung up in the middle of its body.
		const answer = await answerTo(request, routes, secrets);
		if (request.path !== '/requests' && request.path !== '/') record.add(request, answer);
		outgoing.writeHead(answer.status, answer.headers);
		outgoing.end(answer.body);
	});
	await listen(server, port);
	const address = /** @type {import('node:net').AddressInfo} */ (server.address());
	return { url: `http://${LOOPBACK}:${address.port}`, requests: record.entries, stop: () => close(server) };
}

/** @param {Request} request @param {Record<string, Route>} routes @param {import('./protection.mjs').Secrets} secrets */
async function answerTo(request, routes, secrets) {
	try {
		const opened = openProtected(request, secrets);
		if ('answer' in opened) return opened.answer;
		const route = routes[opened.path] ?? routes[`/${opened.path.split('/')[1]}/:id`];
		if (!route) return errorAnswer(404, `There is nothing at ${request.path}. See / for what there is.`);
		return await route({ ...request, path: opened.path });
	} catch (error) {
		return errorAnswer(400, /** @type {Error} */ (error).message);
	}
}

/** @type {Route} */
function echo({ method, path, query, headers, text, json }) {
	return jsonAnswer(200, { method, path, query, headers, body: json ?? text });
}

/** @param {import('node:http').Server} server @param {number} port */
function listen(server, port) {
	return new Promise((resolve, reject) => {
		server.once('error', (error) => {
			const taken = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
			const wayOut = 'Choose another one: CUSTOM_WEBHOOK_SERVICE_PORT=6680 npm start';
			reject(taken ? new Problem(`Port ${port} for the local service is taken.`, wayOut) : error);
		});
		server.listen(port, LOOPBACK, () => resolve(undefined));
	});
}

/** @param {import('node:http').Server} server @returns {Promise<void>} */
function close(server) {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
