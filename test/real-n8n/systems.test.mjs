/** The five systems that people come from: each example of theirs, run in a real n8n. */
import { after, before, describe } from 'node:test';
import { startRealN8n } from './real-n8n.mjs';
import { avayaCx } from './systems/avaya-cx.mjs';
import { eSputnik } from './systems/esputnik.mjs';
import { ExampleRun } from './systems/example-run.mjs';
import { hoopAI } from './systems/hoopai.mjs';
import { oneWebhookForMany } from './systems/one-webhook-for-many.mjs';
import { patientCopilot } from './systems/patient-copilot.mjs';
import { webhookScripts } from './systems/webhook-scripts.mjs';

describe('the five systems in a real n8n', () => {
	const example = new ExampleRun();
	// In lines of JSON n8n's log has the bodies, too.
	before(async () => (example.real = await startRealN8n()));
	after(async () => await example.real?.stop());

	patientCopilot(example);
	hoopAI(example);
	avayaCx(example);
	eSputnik(example);
	oneWebhookForMany(example);
	webhookScripts(example);
});
