const { readdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');

const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const OUT = 'dist';
const CREDENTIALS = require('./package.json').n8n.credentials.map((file) =>
	file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
);

async function clean() {
	await rm(OUT, { recursive: true, force: true });
}

/** Bundles the node and each credential into one file with the libraries in it; n8n-workflow comes from n8n. */
async function code() {
	const { metafile } = await esbuild.build({
		entryPoints: ['nodes/CustomWebhook/CustomWebhook.node.ts', ...CREDENTIALS],
		outbase: '.',
		outdir: OUT,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		external: ['n8n-workflow'],
		legalComments: 'none',
		metafile: true,
		logLevel: 'warning',
	});
	await writeFile(
		path.join(OUT, 'THIRD_PARTY_NOTICES.txt'),
		await notices(Object.values(metafile.outputs)),
	);
}

/** The licence of each package that a line of the bundles comes from. */
async function notices(bundles) {
	const files = bundles.flatMap((bundle) => Object.keys(bundle.inputs));
	const folders = new Set(
		files.flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
	);
	const texts = await Promise.all([...folders].sort().map(noticeOf));
	return `This package contains the following libraries.\n\n${texts.join(`\n${'-'.repeat(78)}\n\n`)}`;
}

async function noticeOf(folder) {
	const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
	const file = (await readdir(folder)).sort().find((entry) => /^licen[cs]e/i.test(entry));
	const text = file ? await readFile(path.join(folder, file), 'utf8') : await licenceWithoutFile(manifest);
	return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text.trim()}\n`;
}

/** For a package that names the MIT licence and does not bring its text: the text is this package's own, too. */
async function licenceWithoutFile({ name, license, author }) {
	if (license !== 'MIT' || !author) throw new Error(`${name} is bundled and brings no text of its licence`);
	const own = await readFile('LICENSE', 'utf8');
	return own.replace(/^Copyright .*$/m, `Copyright (c) ${author.name ?? author}`);
}

/** Icons and codex, as they are. */
function icons() {
	return src('nodes/**/*.{svg,node.json}', { base: '.' }).pipe(dest(OUT));
}

exports['build:icons'] = icons;
exports['build:code'] = code;
exports.build = series(clean, parallel(code, icons));
