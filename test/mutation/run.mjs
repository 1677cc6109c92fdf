/**
 * `npm run test:mutation -- response` changes the sources of one room a little, thousands of times, and tells how many
 * of these changes its unit tests notice. With names of files (`-- template cut compile`) only those are changed.
 * A file is judged by the tests of its own name and by those of the room's door, so the score is a lower bound: what
 * only the tests of other files notice does not count. One run of Stryker a file, minutes each; Ctrl+C ends it.
 */
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { projectFolder } from '../../local/settings.mjs';

/** The tests that come in by the door of each room. A folder in a room that has a door of its own is asked for by itself. */
const DOORS = {
	template: ['index', 'handlebars-language'],
	delivery: ['sending'],
	'delivery/pace': ['paces'],
	response: ['read-body'],
	formats: [],
	outcome: ['index'],
	'outcome/hints': ['index'],
	redact: ['index'],
	request: ['index'],
	run: ['index'],
	'run/batch': ['index', 'rules'],
	settings: ['index'],
	'settings/curl-command': ['settings', 'mistakes', 'placeholders', 'preview', 'options', 'oracle'],
};

/** Tests of another name that are mainly about a file. */
const ABOUT = {
	'delivery/attempt': ['connection/connector'],
	'delivery/body/decompress': ['body/limited-body'],
	'delivery/connection/exchange': ['attempt', 'connection/connector'],
	'delivery/connection/pools': ['connection/exchange'],
	'delivery/hop': ['attempt', 'connection/connector'],
	'delivery/sending': ['token', 'attempt', 'open'],
	'outcome/hints/typed-secrets': ['curl-command'],
};

/** What Stryker makes of a mutant, and whether it counts as noticed; the rest (does not compile, ignored) is left out. */
const NOTICED = { Killed: true, Timeout: true, Survived: false, NoCoverage: false };

const [room, ...names] = process.argv.slice(2);
if (!Object.hasOwn(DOORS, room)) {
	console.error(`Say which room: ${Object.keys(DOORS).join(', ')}`);
	process.exit(1);
}

const sources = join(projectFolder, 'nodes/CustomWebhook', room);
const total = {};
for (const name of names.length > 0 ? names : await namesIn(sources)) {
	const counts = await mutate(name);
	for (const [status, count] of Object.entries(counts)) total[status] = (total[status] ?? 0) + count;
	print(name, counts);
}
print('all', total);

/** Every source of the room that has code, without its ending. */
async function namesIn(folder) {
	const files = await readdir(folder, { recursive: true });
	const isElsewhere = (file) =>
		Object.keys(DOORS).some(
			(other) => other.length > room.length && `${room}/${file}`.startsWith(`${other}/`),
		);
	return files
		.filter((file) => file.endsWith('.ts') && !/\.d\.ts$|(^|\/)types\.ts$/.test(file))
		.filter((file) => !isElsewhere(file))
		.map((file) => file.replace(/\.ts$/, ''))
		.sort();
}

/** Counts of mutants by what became of them. */
async function mutate(name) {
	const report = join(projectFolder, 'coverage', 'mutation', `${room}/${name}.json`);
	const about = ABOUT[`${room}/${name}`] ?? [];
	const tests = [...new Set([name, ...about, ...DOORS[room]])].map((test) => `${room}/${test}`).join(' ');
	const source = `nodes/CustomWebhook/${room}/${name}.ts`;
	const child = spawn(
		process.execPath,
		[
			join(projectFolder, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
			'run',
			'test/mutation/stryker.config.mjs',
			'--mutate',
			source,
		],
		{
			cwd: projectFolder,
			stdio: 'inherit',
			env: { ...process.env, MUTATION_TESTS: tests, MUTATION_REPORT: report },
		},
	);
	const code = await new Promise((resolve) => child.once('exit', resolve));
	if (code !== 0) process.exit(code ?? 1);
	const { files } = JSON.parse(await readFile(report, 'utf8'));
	const counts = {};
	for (const { status } of files[source]?.mutants ?? []) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}

function print(name, counts) {
	const sum = (wanted) =>
		Object.entries(counts)
			.filter(([status]) => wanted.includes(NOTICED[status]))
			.reduce((all, [, count]) => all + count, 0);
	if (sum([true, false]) === 0) return;
	const score = (100 * sum([true])) / sum([true, false]);
	console.log(`\n${room}/${name}: ${score.toFixed(1)} % noticed, of ${JSON.stringify(counts)}`);
}
