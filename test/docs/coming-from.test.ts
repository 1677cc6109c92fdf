import { fencesOf, linksOf, pages, textOf } from './pages';

/** Every text in a workflow, wherever it stands. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

const examplesOf = (page: string) =>
	linksOf(page)
		.map(({ file }) => file)
		.filter((file) => file.endsWith('.json'));

const withExample = pages.filter(
	(page) => page.startsWith('docs/coming-from') && examplesOf(page).length > 0,
);

it('there is a page with an example for each of the five systems', () => expect(withExample).toHaveLength(5));

it.each(withExample)('%s shows what stands in its example', (page) => {
	const texts = examplesOf(page).flatMap((file) => textsIn(JSON.parse(textOf(file))));
	const shown = fencesOf(page);
	expect(shown.length).toBeGreaterThan(0);
	for (const { text: snippet } of shown)
		expect(texts.filter((text) => text.includes(snippet))).not.toEqual([]);
});
