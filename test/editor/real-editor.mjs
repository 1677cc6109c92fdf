/** A fresh n8n with the packed package, and a real Chromium that is logged in to it. */
import { access } from 'node:fs/promises';
import { chromium, selectors } from 'playwright-core';
import { owner } from '../../local/settings.mjs';
import { startRealN8n } from '../real-n8n/real-n8n.mjs';
import { activityOf } from './activity.mjs';
import { canvasOf } from './canvas.mjs';
import { panelOf } from './panel.mjs';

/** Where Debian, Fedora and macOS have it; CHROMIUM names another one. */
const CHROMIUMS = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** No sandbox: containers run as root. The others keep it from talking to anybody but n8n. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** For anything that one waits for on the page, in milliseconds. */
const WAIT_MS = 60_000;

/** So long a person waits before pressing the keys again. Milliseconds. */
const SAVE_AGAIN_MS = 10_000;

/** n8n's editor is large, and comes from a busy server the first time. Milliseconds. */
const FIRST_LOAD_MS = 120_000;

/** Of the screenshots too. */
const VIEWPORT = { width: 1400, height: 900 };

export async function startEditor() {
	selectors.setTestIdAttribute('data-test-id');
	const real = await startRealN8n();
	const browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
	const context = await browser.newContext({ viewport: VIEWPORT });
	context.setDefaultNavigationTimeout(FIRST_LOAD_MS);
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	context.setDefaultTimeout(WAIT_MS);
	await logIn(context, real.n8n.url);

	return {
		...real,
		/**
		 * Opens a workflow on a new page, and closes the one before. Its pin data is as the editor saves it: without any,
		 * n8n cannot execute a step twice (docs/n8n-notes.md).
		 *
		 * @param {object} workflow as n8n stores it
		 */
		async open(workflow) {
			await Promise.all(context.pages().map((page) => page.close()));
			const { id } = await real.api.createWorkflow({ pinData: {}, ...workflow });
			const page = await context.newPage();
			const activity = activityOf(page);
			await page.goto(`${real.n8n.url}/workflow/${id}`);
			const canvas = canvasOf(page, activity);
			await canvas.ready();
			const saved = async () => {
				await activity.quiet();
				await save(page);
				const workflow = await real.api.workflow(id);
				if (!workflow) throw new Error('n8n has not saved the workflow');
				return workflow;
			};
			return { page, activity, canvas, panel: panelOf(page, activity), saved };
		},
		/** What the service received since the last call. */
		received: receivedSince(real.service),
		async stop() {
			await browser.close();
			await real.stop();
		},
	};
}

async function findChromium() {
	for (const path of CHROMIUMS) {
		const found =
			path &&
			(await access(path).then(
				() => true,
				() => false,
			));
		if (found) return path;
	}
	throw new Error(
		'No Chromium found. Install one (Debian: apt-get install chromium) or name it in CHROMIUM.',
	);
}

/** @param {import('playwright-core').BrowserContext} context @param {string} url */
async function logIn(context, url) {
	const page = await context.newPage();
	await page.goto(`${url}/signin`);
	await page.locator('input[type=email]').fill(owner.email);
	await page.locator('input[type=password]').fill(owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((address) => !address.pathname.includes('signin'));
	await page.close();
}

/**
 * Saves as a person does, who presses the keys again if nothing happens: n8n ignores them while it loads something.
 *
 * @param {import('playwright-core').Page} page
 */
async function save(page) {
	const answered = page.waitForResponse((answer) => isSave(answer.request()));
	const press = () => page.keyboard.press('Control+s');
	const again = setInterval(() => void press().catch(() => undefined), SAVE_AGAIN_MS);
	try {
		const [response] = await Promise.all([answered, press()]);
		if (!response.ok()) throw new Error(`n8n does not save it: ${await response.text()}`);
	} finally {
		clearInterval(again);
	}
}

/** The editor also saves by itself, a while after a change. @param {import('playwright-core').Request} request */
const isSave = (request) =>
	request.method() === 'PATCH' &&
	/\/rest\/workflows\/[^/]+$/.test(request.url()) &&
	request.postDataJSON().autosaved === false;

/** @param {{ requests: () => import('../../local/service/record.mjs').Entry[] }} service */
function receivedSince(service) {
	let last = 0;
	return () => {
		const requests = service.requests().filter(({ number }) => number > last);
		last = requests.at(-1)?.number ?? last;
		return requests;
	};
}
