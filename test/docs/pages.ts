import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const PROJECT = path.resolve(__dirname, '../..');

/** Folders whose pages people read; `.` without what is below it. */
const FOLDERS = ['.', 'docs', 'docs/coming-from', 'examples', 'local', 'bench'];

/** Every page that people read, from the project's folder: `docs/bodies.md`. */
export const pages = FOLDERS.flatMap((folder) =>
	readdirSync(path.join(PROJECT, folder))
		.filter((file) => file.endsWith('.md'))
		.map((file) => path.join(folder, file)),
);

export const textOf = (page: string) => readFileSync(path.join(PROJECT, page), 'utf8');

/** A fenced block, without the indentation of the list that it stands in. */
export interface Fence {
	language: string;
	text: string;
}

export function fencesOf(page: string): Fence[] {
	return [...textOf(page).matchAll(/^( *)```(\w+)\n([\s\S]*?)\n\1```$/gm)].map(
		([, indent, language, block]) => ({
			language: language!,
			text: block!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
		}),
	);
}

/** The blocks of a page in one language. */
export const blocks = (page: string, language: string) =>
	fencesOf(page).flatMap((fence) => (fence.language === language ? [fence.text] : []));

export interface Table {
	head: string[];
	rows: string[][];
}

/** The tables of a page; a `|` inside of code does not end a cell. */
export function tablesOf(page: string): Table[] {
	const cellsOf = (line: string) =>
		[...line.slice(1).matchAll(/((?:`[^`]*`|[^`|])*)\|/g)].map((cell) => cell[1]!.trim());
	return [...textOf(page).matchAll(/^(?: *\|.*\n)+/gm)].map(([block]) => {
		const [head, , ...rows] = block
			.trim()
			.split('\n')
			.map((line) => cellsOf(line.trim()));
		return { head: head!, rows };
	});
}

/** The rows of the table whose head begins so. @throws Error where the page has no such table */
export function rowsOf(page: string, ...head: string[]): string[][] {
	const table = tablesOf(page).find((one) => head.every((cell, index) => one.head[index] === cell));
	if (!table) throw new Error(`${page} has no table with the head ${head.join(' | ')}`);
	return table.rows;
}

/** What stands in a cell that is code and nothing else. */
export const code = (cell: string) => /^`(.*)`$/.exec(cell)?.[1];

/** The parts of a text that are code. */
export const codesIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map((part) => part[1]!);

/** Names of headings as GitHub makes them into the end of an address. */
export function anchorsOf(page: string): string[] {
	return [
		...textOf(page)
			.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '')
			.matchAll(/^#+ (.+)$/gm),
	].map((heading) =>
		heading[1]!
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

/** The links of a page that lead to another place of the project: file, and heading where one is named. */
export function linksOf(page: string): Array<{ file: string; anchor?: string }> {
	return [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
		.map((link) => link[1]!)
		.filter((link) => !/^[a-z]+:/.test(link))
		.map((link) => {
			const [file, anchor] = link.split('#');
			const target = file === '' ? page : path.join(path.dirname(page), file!);
			return { file: target, ...(anchor === undefined ? {} : { anchor }) };
		});
}

export const exists = (file: string) => existsSync(path.join(PROJECT, file));
