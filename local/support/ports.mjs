/** Ports on loopback: is one free, which one is. */
import { createServer } from 'node:net';
import { LOOPBACK } from '../settings.mjs';
import { Problem } from './problem.mjs';

/** Whoever asked for one may take seconds until he listens on it. @type {Set<number>} */
const handedOut = new Set();

/**
 * A port that nobody listens on at the moment, and nobody else here was given.
 *
 * @returns {Promise<number>}
 */
export async function freePort() {
	const port = await listenBriefly(0);
	if (handedOut.has(port)) return await freePort();
	handedOut.add(port);
	return port;
}

/**
 * Makes sure that a port can be had, before minutes are spent on other things.
 *
 * @param {number} port
 * @param {string} what the program that wants it
 * @param {string} variable the environment variable that moves it
 * @throws {Problem} where another program has it
 */
export async function assertPortFree(port, what, variable) {
	try {
		await listenBriefly(port);
	} catch (error) {
		const code = /** @type {NodeJS.ErrnoException} */ (error).code;
		if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
		const reason = code === 'EACCES' ? 'may not be used by you' : 'is already taken by another program';
		throw new Problem(
			`Port ${port} for ${what} ${reason}.`,
			`Stop that program (perhaps an earlier "npm start"), or choose another port: ${variable}=${port + 1000} npm start`,
		);
	}
}

/**
 * @param {number} port 0 for any
 * @returns {Promise<number>}
 */
function listenBriefly(port) {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, LOOPBACK, () => {
			const address = /** @type {import('node:net').AddressInfo} */ (server.address());
			server.close(() => resolve(address.port));
		});
	});
}
