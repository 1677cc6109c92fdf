import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const HOUSE = join(__dirname, '../../nodes/CustomWebhook');
const IMPORT = /from '(\.[^']*)'/g;

const files = readdirSync(HOUSE, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts'))
	.map((name) => join(HOUSE, name));

function importsOf(file: string): string[] {
	return [...readFileSync(file, 'utf8').matchAll(IMPORT)].flatMap(([, path = '']) => {
		const target = join(dirname(file), path);
		return [`${target}.ts`, join(target, 'index.ts')]
			.filter((candidate) => existsSync(candidate))
			.slice(0, 1);
	});
}

/** The first circle that is found, as the files on it. */
function circle(graph: ReadonlyMap<string, string[]>): string[] {
	const done = new Set<string>();
	const look = (file: string, way: string[]): string[] => {
		if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
		if (done.has(file)) return [];
		for (const next of graph.get(file) ?? []) {
			const found = look(next, [...way, file]);
			if (found.length > 0) return found;
		}
		done.add(file);
		return [];
	};
	for (const file of graph.keys()) {
		const found = look(file, []);
		if (found.length > 0) return found;
	}
	return [];
}

// Lint looks at values only. A file that cannot be understood without another, and the other without it, is one file.
it('no file needs another one that needs it, for types too', () => {
	const graph = new Map(files.map((file) => [file, importsOf(file)]));
	expect(circle(graph).map((file) => relative(HOUSE, file))).toEqual([]);
});

it('a circle is found', () => {
	expect(
		circle(
			new Map([
				['a', ['b']],
				['b', ['c']],
				['c', ['b']],
			]),
		),
	).toEqual(['b', 'c', 'b']);
});
