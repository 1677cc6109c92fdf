import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const PROJECT = path.resolve(__dirname, '../..');

/** What `npm pack --json` says of a package; sizes in bytes. */
export interface Packed {
	filename: string;
	size: number;
	unpackedSize: number;
	files: Array<{ path: string }>;
}

/** Packs the package in a folder into another folder, as `npm publish` would send it. */
export function pack(folder: string, into: string): Packed {
	const printed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', into], {
		cwd: folder,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	return (JSON.parse(printed) as Packed[])[0]!;
}

/** The libraries that the notices name, as `handlebars` or `@scope/name`. */
export function noticedLibraries(): string[] {
	const notices = readFileSync(path.join(PROJECT, 'dist/THIRD_PARTY_NOTICES.txt'), 'utf8');
	return [...notices.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) \d+\.\d+\.\d+\S* \(.+\)$/gm)].map(
		(line) => line[1]!,
	);
}

/** These libraries and all that they depend on: the build reads some that leave nothing in the bundle. */
function withDependencies(names: string[], known = new Set<string>()): string[] {
	for (const name of names.filter((one) => !known.has(one))) {
		known.add(name);
		const manifest = readFileSync(path.join(PROJECT, 'node_modules', name, 'package.json'), 'utf8');
		const { dependencies = {} } = JSON.parse(manifest) as { dependencies?: object };
		withDependencies(Object.keys(dependencies), known);
	}
	return [...known];
}

/** Copies what a build reads into a folder and builds there. */
export function buildIn(folder: string): void {
	const sources = ['nodes', 'credentials', 'package.json', 'tsconfig.json', 'index.js'];
	const libraries = withDependencies(noticedLibraries()).map((name) => path.join('node_modules', name));
	for (const part of [...sources, 'README.md', 'LICENSE', 'CHANGELOG.md', ...libraries]) {
		mkdirSync(path.dirname(path.join(folder, part)), { recursive: true });
		cpSync(path.join(PROJECT, part), path.join(folder, part), { recursive: true });
	}
	const build = `require(${JSON.stringify(path.join(PROJECT, 'gulpfile.js'))}).build((error) => { if (error) throw error; })`;
	execFileSync(process.execPath, ['-e', build], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}
