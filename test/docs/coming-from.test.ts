import type { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { codesIn, fencesOf, linksOf, pages, rowsOf, tablesOf, textOf } from './pages';
import { rendered, requestOf } from './request';

/** Every text in a workflow, wherever it stands. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

const codesInRow = (row: string[]) => row.flatMap(codesIn);

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

describe('tables', () => {
	/** Rows that say what is filled in: their code stands in the example word for word. */
	const FILLED_IN = [
		['name', 'value'],
		['name', 'from', 'path', 'type'],
	];
	const rows = withExample.flatMap((page) =>
		tablesOf(page)
			.filter(({ head }) => FILLED_IN.some((one) => one.join() === head.join()))
			.flatMap((table) => table.rows.map((row) => ({ page, codes: row.flatMap(codesIn) }))),
	);

	it('there are some', () => expect(rows.length).toBeGreaterThan(10));

	it.each(rows)('$page: $codes stand in its example', ({ page, codes }) => {
		const texts = examplesOf(page).flatMap((file) => textsIn(JSON.parse(textOf(file))));
		for (const code of codes) expect(texts).toContain(code);
	});
});

describe('what came in through a Webhook node is found where the page says', () => {
	const item = {
		body: { contact: { first_name: 'found', czCol: { 15: 'found' } }, has_message: 'found' },
	};
	const rows = rowsOf('docs/coming-from/webhook-scripts.md', 'Data Context Path', 'finds').map(codesInRow);

	it('there are two paths', () => expect(rows).toHaveLength(2));

	it.each(rows)('%s', (path, ...placeholders) => {
		for (const placeholder of placeholders)
			expect(rendered(placeholder, 'text', item, path!.split('.'))).toBe('found');
	});
});

it('curly quotes fail as the page says', async () => {
	const page = 'docs/coming-from/patient-copilot.md';
	const said = Object.fromEntries(rowsOf(page, 'field', 'value').map(([field, value]) => [field, value!]));
	const jsonBody = fencesOf(page).find(({ text }) => text.includes('“'))!.text;
	const failing = requestOf(
		{ url: 'https://api.example.com/', jsonBody },
		{ contact: { email: 'a@example.com' } },
	);
	const failure = await failing.then(
		() => undefined,
		(error: WebhookFailure) => error,
	);
	expect(`\`${failure!.kind}\``).toBe(said['`failure.kind`']);
	expect(failure!.message).toBe(said['`failure.message`']);
	expect(failure!.description).toBe(said['`failure.description`']);
});
