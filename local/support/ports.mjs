/** Ports on loopback: is one free, which one is. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { LOOPBACK } from '../settings.mjs';
import { Problem } from './problem.mjs';

/**
 * Ports that no system gives out by itself, to a connection or to who listens at port 0: Linux does so from 32768, others
 * from 49152. Whoever asks for a port may take half a minute until it listens.
 */
const LEAST_PORT = 20_000;
const MOST_PORT = 32_767;

/** @type {Set<number>} */
const handedOut = new Set();

/**
 * A port that nobody listens on at the moment, and nobody else here was given.
 *
 * @returns {Promise<number>}
 */
export async function freePort() {
	const port = randomInt(LEAST_PORT, MOST_PORT + 1);
	if (handedOut.has(port) || !(await isFree(port))) return await freePort();
	handedOut.add(port);
	return port;
}

/** @param {number} port */
async function isFree(port) {
	try {
		await listenBriefly(port);
		return true;
	} catch (error) {
		if (codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES') return false;
		throw error;
	}
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
		const code = codeOf(error);
		if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
		const reason = code === 'EACCES' ? 'may not be used by you' : 'is already taken by another program';
		throw new Problem(
			`Port ${port} for ${what} ${reason}.`,
			`Stop that program (perhaps an earlier "npm start"), or choose another port: ${variable}=${port + 1000} npm start`,
		);
	}
}

/** @param {unknown} error */
const codeOf = (error) => /** @type {NodeJS.ErrnoException} */ (error).code;

/**
 * @param {number} port
 * @returns {Promise<void>}
 */
function listenBriefly(port) {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, LOOPBACK, () => server.close(() => resolve()));
	});
}
