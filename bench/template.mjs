/**
 * `npm run bench:template`: what it costs to make the scope of an item and to render a typical contact body of ten
 * Handlebars placeholders, beside handlebars.js's own compiled template without any escaping. Microseconds an item,
 * the median of several rounds that take turns in one run.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';

import { build } from 'esbuild';
import Handlebars from 'handlebars';
import { median } from './numbers.mjs';

const ITEMS_A_ROUND = 20_000;
const ROUNDS = 9;

const BODY = `{
  "email": "{{contact.email}}",
  "name": "{{contact.name}}",
  "first_name": "{{first_name}}",
  "phone": "{{contact.phone}}",
  "score": {{contact.score}},
  "vip": {{contact.vip}},
  "city": "{{contact.address.city}}",
  "street": "{{contact.address.street}}",
  "tag": "{{contact.tags.[0]}}",
  "note": "{{contact.note}}"
}`;

const itemOf = (index) => ({
	contact: {
		email: `person${index}@example.com`,
		name: `Zoë "Zo" O'Neil ${index}`,
		first_name: 'Zoë',
		phone: '+380 44 123 45 67',
		score: index,
		vip: index % 2 === 0,
		address: { city: 'Kyiv', street: 'Main Street 1\nRear' },
		tags: ['newsletter'],
		note: 'A longer text, as people write it into the notes of a contact.',
	},
});

async function loadTemplates() {
	const folder = await mkdtemp(join(tmpdir(), 'custom-webhook-bench-'));
	try {
		const outfile = join(folder, 'template.cjs');
		const entryPoints = ['nodes/CustomWebhook/template/index.ts'];
		await build({ entryPoints, outfile, bundle: true, platform: 'node', external: ['n8n-workflow'] });
		return createRequire(import.meta.url)(outfile);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

const { compileTemplate, createScope } = await loadTemplates();
const run = { workflow: {}, execution: {}, dataContext: 'auto', dataContextPath: [] };
const ours = compileTemplate(BODY, 'jsonBody', 'json', {
	syntax: 'handlebars',
	missingValues: 'empty',
	queryArrays: 'comma',
});
const theirs = Handlebars.create().compile(BODY, { noEscape: true });
const items = Array.from({ length: ITEMS_A_ROUND }, (_, index) => itemOf(index));
JSON.parse(ours.render(createScope(run, items[0], 0, () => undefined)));

const timed = (work) => {
	const started = process.hrtime.bigint();
	items.forEach(work);
	return Number(process.hrtime.bigint() - started) / 1000 / ITEMS_A_ROUND;
};

/** @type {{ ours: number[], theirs: number[] }} */
const times = { ours: [], theirs: [] };
for (let round = 0; round < ROUNDS; round++) {
	times.ours.push(timed((item, index) => ours.render(createScope(run, item, index, () => undefined))));
	times.theirs.push(timed((item) => theirs(item)));
}
const [mine, handlebars] = [median(times.ours), median(times.theirs)];
console.log(`Scope and ten placeholders, escaped for JSON: ${mine.toFixed(2)} µs an item`);
console.log(`handlebars.js, not escaped:                   ${handlebars.toFixed(2)} µs an item`);
console.log(`Ratio: ${(mine / handlebars).toFixed(2)}`);
