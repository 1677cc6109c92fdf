import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

import { buildIn, noticedLibraries, pack, PROJECT, type Packed } from './pack';

/** Bytes that n8n downloads: a twentieth over what the node takes; more is a library that came in unnoticed. */
const LARGEST_PACKED = 683_000;

/** Bytes on disk: a fortieth over. */
const LARGEST_UNPACKED = 2_930_000;

/** Folders in which people and build machines work; one of them in a file tells where it was made. */
const MACHINE_PATHS =
	/(?<![\w.:/~-])\/(?:home|Users|root|tmp|builds|github\/workspace)\/[\w.-]|[A-Z]:\\Users\\/;

const folder = mkdtempSync(path.join(tmpdir(), 'custom-webhook-packed-'));
let packed: Packed;

beforeAll(() => {
	packed = pack(PROJECT, folder);
	execFileSync('tar', ['-xzf', packed.filename], { cwd: folder });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (file: string) => readFileSync(path.join(folder, 'package', file), 'utf8');

describe('the packed package', () => {
	it('stays small, packed and unpacked', () => {
		expect(packed.size).toBeLessThan(LARGEST_PACKED);
		expect(packed.unpackedSize).toBeLessThan(LARGEST_UNPACKED);
	});

	it('holds no path of the machine that built it, and no map of its sources', () => {
		const here = [PROJECT, realpathSync(PROJECT), homedir()].filter(
			(place) => place.length > '/root'.length,
		);
		const telling = packed.files
			.map((file) => file.path)
			.filter((file) => {
				const text = textOf(file);
				return MACHINE_PATHS.test(text) || here.some((place) => text.includes(place));
			});
		expect(telling).toEqual([]);
		expect(
			packed.files.filter((file) => /sourceMappingURL|\.map$/.test(file.path + textOf(file.path))),
		).toEqual([]);
	});

	it('brings the licence of each library that is in its code, and of no other', () => {
		const code = packed.files.map((file) => file.path).filter((file) => file.endsWith('.js'));
		const libraries = code.flatMap((file) =>
			[...textOf(file).matchAll(/^\s*\/\/ node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm)].map(
				(line) => line[1]!,
			),
		);
		expect(noticedLibraries()).toEqual([...new Set(libraries)].sort());
		const texts = textOf('dist/THIRD_PARTY_NOTICES.txt').split(/^-{78}$/m);
		for (const text of texts) expect(text).toMatch(/copyright[^]*(?:as is)/i);
		expect(texts).toHaveLength(noticedLibraries().length);
	});

	it('has the same bytes wherever and whenever it is built', () => {
		const elsewhere = path.join(folder, 'another place', 'deep');
		buildIn(elsewhere);
		const again = pack(elsewhere, elsewhere);
		expect(again).toEqual(packed);
		const bytes = [path.join(folder, packed.filename), path.join(elsewhere, again.filename)];
		expect(readFileSync(bytes[1]!).equals(readFileSync(bytes[0]!))).toBe(true);
	});
});
