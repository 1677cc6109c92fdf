import { FAILURE_KINDS } from '../../nodes/CustomWebhook/failure';
import { blocks, codesIn, rowsOf, tablesOf, textOf } from './pages';
import { rendered, requestOf } from './request';

const PAGE = 'README.md';

interface Manifest {
	dependencies: { n8n: string };
}

it('the first workflow sends what a reader would expect', async () => {
	const [jsonBody] = blocks(PAGE, 'json');
	const url = /Type the \*\*URL\*\*: `([^`]+)`/.exec(textOf(PAGE))![1]!;
	const contact = { id: 'a/7', email: 'zoe@example.com', score: 5, tags: ['new', 'say "hi"'] };
	const request = await requestOf({ url, jsonBody: jsonBody! }, { contact });
	expect(request).toMatchObject({ method: 'POST', url: 'https://api.example.com/contacts/a%2F7' });
	expect(JSON.parse(request.body as string)).toEqual({
		email: 'zoe@example.com',
		score: 5,
		tags: ['new', 'say "hi"'],
		domain: 'example.com',
	});
});

it('shows one JSON example, so that each is held by a test', () => {
	expect(blocks(PAGE, 'json')).toHaveLength(1);
});

it('names each kind of failure, in the order of the docs', () => {
	const [, listed] = /says its `kind` \(([^)]+)\)/.exec(textOf(PAGE))!;
	expect(codesIn(listed!)).toEqual(Object.keys(FAILURE_KINDS));
});

it('a quote in a name stays a quote in a name, whichever language puts it in', () => {
	const item = { name: 'Ann "Annie" O\'Neil' };
	for (const placeholder of ['{{name}}', '{{ $json.name.trim() }}'])
		expect(JSON.parse(rendered(`{"name":"${placeholder}"}`, 'json', item))).toEqual(item);
});

it('names the oldest and the newest n8n that the tests run in', () => {
	const versionIn = (folder: string) => {
		const { dependencies } = JSON.parse(textOf(`local/${folder}/package.json`)) as Manifest;
		return dependencies.n8n;
	};
	expect(textOf(PAGE).replaceAll('\n', ' ')).toContain(
		`n8n ${versionIn('n8n-oldest')} is the oldest that it is tested in, ${versionIn('n8n')} the newest`,
	);
});

describe('its numbers are those of bench/RESULTS.md', () => {
	const results = tablesOf('bench/RESULTS.md');
	const times = results.find(({ head }) => head[0] === 'case')!.rows;
	const memory = results.find(({ head }) => head.length === 2 && head[1] === 'growth')!.rows;
	const timesOf = (what: string, node: string) => times.find(([one, by]) => one === what && by === node)!;
	const numbersIn = (cell: string) =>
		[
			...cell
				.replaceAll(',', '')
				.matchAll(/\d+(?:\.\d+)? (?:s|MB|connections)(?!\w)|\d+ of \d+ delivered/g),
		].map(([text]) => text);

	it.each(rowsOf(PAGE, '', 'HTTP Request', 'Custom Webhook'))('%s: %s, %s', (what, ...cells) => {
		for (const [index, node] of ['HTTP Request', 'Custom Webhook'].entries()) {
			const shown = numbersIn(cells[index]!);
			const measured = what!.includes('memory')
				? numbersIn(memory.find(([one]) => one === node)![1]!)
				: measuredTimes(timesOf(what!, node));
			expect(shown.length).toBeGreaterThan(0);
			expect(measured).toEqual(expect.arrayContaining(shown));
			expect(cells[index]!.includes('fails')).toBe(measured.includes('failed'));
		}
	});

	/** What a row of the table of times says: `1.47 s`, `1000 connections`, and whether the run failed. */
	function measuredTimes([, , time, , , , connections]: string[]): string[] {
		return [
			...numbersIn(/^.*?(?= \(|$)/.exec(time!)![0]),
			`${connections} connections`,
			...(time!.includes('failed') ? ['failed'] : []),
		];
	}

	it('the version of n8n is the one that was measured', () => {
		const [, version] = /- n8n ([\d.]+) on/.exec(textOf('bench/RESULTS.md'))!;
		expect(textOf(PAGE)).toContain(`Measured in n8n ${version} on`);
	});
});
