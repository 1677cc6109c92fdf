import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const project = path.resolve(__dirname, '../..');
const docs = path.join(project, 'docs');
const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));

const textOf = (page: string) => readFileSync(path.join(docs, page), 'utf8');

/** Targets of the links of a page that are no web addresses, without what follows `#`. */
function filesLinked(page: string): string[] {
	const links = [...textOf(page).matchAll(/\]\(([^)]+)\)/g)].map((link) => link[1]!);
	return links
		.filter((link) => !/^https?:/.test(link))
		.map((link) => path.resolve(docs, path.dirname(page), link.split('#')[0] || path.basename(page)));
}

/** The fenced blocks of a page, without the indentation of the list that they stand in. */
function snippets(page: string): string[] {
	return [...textOf(page).matchAll(/^( *)```\w+\n([\s\S]*?)\n\1```$/gm)].map(([, indent, block]) =>
		block!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
	);
}

/** Every text in a workflow, wherever it stands. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

describe('the docs', () => {
	it.each(pages)('%s links to what is there', (page) => {
		for (const file of filesLinked(page)) expect([file, existsSync(file)]).toEqual([file, true]);
	});

	const withExample = pages.filter(
		(page) => page.startsWith('coming-from') && filesLinked(page).some((file) => file.endsWith('.json')),
	);

	it('has a page with an example for each of the five systems', () => expect(withExample).toHaveLength(5));

	it.each(withExample)('%s shows what stands in its example', (page) => {
		const examples = filesLinked(page).filter((file) => file.endsWith('.json'));
		const texts = examples.flatMap((file) => textsIn(JSON.parse(readFileSync(file, 'utf8'))));
		const shown = snippets(page);
		expect(shown.length).toBeGreaterThan(0);
		for (const snippet of shown) expect(texts.filter((text) => text.includes(snippet))).not.toEqual([]);
	});
});
