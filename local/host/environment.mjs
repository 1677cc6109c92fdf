/** The environment that an n8n of ours runs in: what it needs, nothing of another n8n on this machine. */
import { LOOPBACK } from '../settings.mjs';

/** Variables that set up an n8n. One that a person exported for another n8n must not reach ours. */
const OF_ANOTHER_N8N =
	/^(N8N|DB|EXECUTIONS|QUEUE|WEBHOOK|CREDENTIALS|NODES|INSTANCE_AI|GENERIC_TIMEZONE|NODE_OPTIONS)(_|$)/;

/** Calls to the outside, offers and questions: a local n8n for trying a node needs none of them. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_AI_ENABLED: 'false',
	N8N_PYTHON_ENABLED: 'false',
	// These ask n8n's servers for lists as soon as they are loaded.
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai',
	// Verified packages are looked up at n8n's servers, missing ones downloaded from the registry.
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_REINSTALL_MISSING_PACKAGES: 'false',
};

/** An n8n that had no time for a while takes its database for lost, and refuses what it is asked. Milliseconds. */
const DB_PING_TIMEOUT_MS = 60_000;

/**
 * @param {{ port: number, brokerPort: number, userFolder: string, base: NodeJS.ProcessEnv }} options
 *   `brokerPort`: where n8n and its task runners meet
 * @returns {NodeJS.ProcessEnv}
 */
export function n8nEnvironment({ port, brokerPort, userFolder, base }) {
	const inherited = Object.entries(base).filter(([name]) => !OF_ANOTHER_N8N.test(name));
	const noProxy = [base.NO_PROXY ?? base.no_proxy, LOOPBACK, 'localhost'].filter(Boolean).join(',');
	return {
		...Object.fromEntries(inherited),
		...QUIET,
		NO_PROXY: noProxy,
		no_proxy: noProxy,
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_HOST: LOOPBACK,
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_EDITOR_BASE_URL: `http://${LOOPBACK}:${port}`,
		N8N_WEBHOOK_URL: `http://${LOOPBACK}:${port}/`,
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		DB_PING_TIMEOUT_MS: String(DB_PING_TIMEOUT_MS),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: LOOPBACK,
		EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
		EXECUTIONS_DATA_SAVE_MANUAL_EXECUTIONS: 'true',
	};
}
