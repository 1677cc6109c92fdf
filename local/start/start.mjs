/** The steps of `npm start`, in their order. */
import { join } from 'node:path';
import { buildPackage } from '../setup/build.mjs';
import { installN8n } from '../setup/install-n8n.mjs';
import { installPackage } from '../setup/install-package.mjs';
import { installProject } from '../setup/install-project.mjs';
import { listPackage } from '../setup/list-package.mjs';
import { importExamples, readCredentials } from '../host/examples.mjs';
import { startN8n } from '../host/start-n8n.mjs';
import { secretsOf } from '../service/secrets.mjs';
import { startService } from '../service/server.mjs';
import { owner, readSettings } from '../settings.mjs';
import { stopChildren } from '../support/children.mjs';
import { assertPortFree } from '../support/ports.mjs';
import { explain, lastLines, Problem } from '../support/problem.mjs';
import { step } from '../support/progress.mjs';
import { showDelivery } from './show-delivery.mjs';

/** What a shell reports for a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args after `npm start --`
 */
export async function start(env, args) {
	const ending = endOnSignal();
	try {
		const settings = readSettings(env, args);
		const n8n = await prepareAndRun(settings);
		if (settings.once) return await ending.end(0);
		ending.isServing();
		console.log('\nCtrl-C ends n8n and the service.');
		n8n.process.once('exit', async () => {
			if (ending.isEnding()) return;
			console.error(
				explain(
					new Problem('n8n has ended by itself.', 'Start again.', lastLines(await n8n.output())),
				),
			);
			void ending.end(1);
		});
	} catch (error) {
		if (ending.isEnding()) return;
		console.error(explain(error));
		await ending.end(1);
	}
}

/** @param {ReturnType<typeof readSettings>} settings */
async function prepareAndRun({ editorPort, servicePort, dataFolder }) {
	await assertPortFree(editorPort, 'n8n', 'CUSTOM_WEBHOOK_N8N_PORT');
	await assertPortFree(servicePort, 'the local service', 'CUSTOM_WEBHOOK_SERVICE_PORT');

	await installProject();
	await buildPackage();
	const { node } = await installN8n();
	const installed = await step('Putting the package where n8n finds community packages', () =>
		installPackage(dataFolder),
	);

	const service = await startService({ port: servicePort, secrets: secretsOf(await readCredentials()) });
	const logFile = join(dataFolder, 'n8n.log');
	const n8n = await step('Starting n8n', () =>
		startN8n({ node, port: editorPort, userFolder: dataFolder, logFile }),
	);
	const workflows = await step('Bringing in the examples and their credentials', async () => {
		await n8n.api.logIn(owner);
		await listPackage({ api: n8n.api, node, userFolder: dataFolder, installed });
		return await importExamples(n8n.api, {
			serviceUrl: service.url,
			memoryFile: join(dataFolder, 'examples.json'),
		});
	});

	await showDelivery({ api: n8n.api, service, workflow: [...workflows.values()][0] });
	console.log(`
  n8n      ${n8n.url}
  login    ${owner.email}
  password ${owner.password}
  service  ${service.url}   what came in: ${service.url}/requests
  log      ${logFile}`);
	return n8n;
}

/** Ends everything that was started, whichever way the end comes. */
function endOnSignal() {
	let codeOnSignal = INTERRUPTED;
	let ended = false;
	const end = async (/** @type {number} */ code) => {
		ended = true;
		await stopChildren();
		process.exit(code);
	};
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(signal, () => {
			if (ended) process.exit(INTERRUPTED); // Asked twice: what is left is killed, without waiting for it.
			console.log('\nEnding …');
			void end(codeOnSignal);
		});
	}
	return { end, isEnding: () => ended, isServing: () => (codeOnSignal = 0) };
}
