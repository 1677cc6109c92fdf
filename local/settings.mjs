/**
 * Where things are, and what a person may change from outside.
 *
 * Everything stays on this machine: n8n and the service listen on loopback only,
 * so the login and the demo secrets are printed and documented rather than hidden.
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from './support/problem.mjs';

export const LOOPBACK = '127.0.0.1';

/** n8n's own default port. */
const EDITOR_PORT = 5678;

/** 5679 is where n8n's task runners meet, so the service takes the next one. */
const SERVICE_PORT = 5680;

/** The address that the workflows in `examples/` are written for. */
export const EXAMPLE_SERVICE_URL = `http://${LOOPBACK}:${SERVICE_PORT}`;

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));
export const n8nFolder = join(projectFolder, 'local', 'n8n');
export const examplesFolder = join(projectFolder, 'examples');

/** The one account of the local n8n. */
export const owner = {
	email: 'owner@example.com',
	password: 'Webhook-2026',
	firstName: 'Local',
	lastName: 'Owner',
};

/**
 * What `npm start` was asked for.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args after `npm start --`
 * @throws {Problem} for a port that is no port, or an argument that is not known
 */
export function readSettings(env, args) {
	const unknown = args.filter((arg) => arg !== '--once');
	if (unknown.length > 0) {
		throw new Problem(
			`npm start does not know "${unknown[0]}".`,
			'It takes "npm start" or "npm start -- --once".',
		);
	}
	return {
		editorPort: readPort(env, 'CUSTOM_WEBHOOK_N8N_PORT', EDITOR_PORT),
		servicePort: readPort(env, 'CUSTOM_WEBHOOK_SERVICE_PORT', SERVICE_PORT),
		dataFolder: resolve(projectFolder, env.CUSTOM_WEBHOOK_DATA || join('local', 'data')),
		once: args.includes('--once'),
	};
}

/** @param {NodeJS.ProcessEnv} env @param {string} name @param {number} fallback */
function readPort(env, name, fallback) {
	const text = env[name];
	if (!text) return fallback;
	const port = Number(text);
	if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
	throw new Problem(
		`${name} is "${text}", which is not a port.`,
		'A port is a whole number from 1 to 65535.',
	);
}
