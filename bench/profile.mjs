/**
 * Reads CPU profiles of Node (`--cpu-prof`): the functions that took the most time, their own and with what they call.
 *
 *   node bench/profile.mjs FOLDER [LINES] [WORD]
 *
 * With a WORD only functions in files of that name, by their time with what they call.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const [folder = '.', lines = '40', word = ''] = process.argv.slice(2);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'))) {
	console.log(`\n${file}`);
	show(JSON.parse(readFileSync(join(folder, file), 'utf8')), Number(lines));
}

/** @param {any} profile @param {number} count */
function show({ nodes, samples, timeDeltas }, count) {
	const byId = new Map(nodes.map((/** @type {any} */ node) => [node.id, node]));
	const parentOf = new Map();
	for (const node of nodes) for (const child of node.children ?? []) parentOf.set(child, node.id);

	/** @type {Map<string, { own: number, all: number }>} */
	const times = new Map();
	let total = 0;
	samples.forEach((/** @type {number} */ id, /** @type {number} */ at) => {
		const us = timeDeltas[at];
		total += us;
		const seen = new Set();
		for (let node = byId.get(id), own = true; node; node = byId.get(parentOf.get(node.id)), own = false) {
			const name = nameOf(node.callFrame);
			const time = times.get(name) ?? { own: 0, all: 0 };
			times.set(name, time);
			if (own) time.own += us;
			if (!seen.has(name)) time.all += us;
			seen.add(name);
		}
	});
	const rows = [...times]
		.filter(([name]) => name.includes(word))
		.sort(([, a], [, b]) => (word ? b.all - a.all : b.own - a.own))
		.slice(0, count);
	console.log('   own ms      %   with callees ms');
	for (const [name, { own, all }] of rows) {
		const percent = ((own / total) * 100).toFixed(1);
		console.log(`${ms(own)}  ${percent.padStart(5)}  ${ms(all)}   ${name}`);
	}
}

/** @param {number} us */
function ms(us) {
	return (us / 1000).toFixed(1).padStart(9);
}

/** @param {{ functionName: string, url: string, lineNumber: number }} frame */
function nameOf({ functionName, url, lineNumber }) {
	return `${functionName || '(anonymous)'} ${url ? `${basename(url)}:${lineNumber + 1}` : ''}`;
}
