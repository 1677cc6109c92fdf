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
	await writeFile(path.join(OUT, 'THIRD_PARTY_NOTICES.txt'), await notices(Object.keys(metafile.inputs)));
}

/** The licence of each package that is in the bundle. */
async function notices(inputs) {
	const folders = new Set(
		inputs.flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
	);
	const texts = await Promise.all([...folders].sort().map(noticeOf));
	return `This package contains the following libraries.\n\n${texts.join(`\n${'-'.repeat(78)}\n\n`)}`;
}

async function noticeOf(folder) {
	const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
	const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
	const text = file ? await readFile(path.join(folder, file), 'utf8') : '';
	return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** Icons and codex, as they are. */
function icons() {
	return src('nodes/**/*.{svg,node.json}', { base: '.' }).pipe(dest(OUT));
}

exports['build:icons'] = icons;
exports['build:code'] = code;
exports.build = series(clean, parallel(code, icons));
