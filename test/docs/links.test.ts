import { readdirSync } from 'node:fs';
import path from 'node:path';

import { panel } from '../../docs/make/panel';
import { anchorsOf, exists, linksOf, pages, PROJECT } from './pages';

const REPOSITORY =
	/^https:\/\/github\.com\/n8n-nodes-custom-webhook\/n8n-nodes-custom-webhook\/blob\/main\/(.+)#(.+)$/;

it.each(pages)('%s links to what is there', (page) => {
	for (const { file, anchor } of linksOf(page)) {
		expect([file, exists(file)]).toEqual([file, true]);
		if (anchor !== undefined) expect(anchorsOf(file)).toContain(anchor);
	}
});

it('each page of docs can be reached from the README', () => {
	const reached = new Set(['README.md']);
	for (const page of reached)
		for (const { file } of linksOf(page)) if (file.endsWith('.md')) reached.add(file);
	expect(pages.filter((page) => page.startsWith('docs') && !reached.has(page))).toEqual([]);
});

it('each example stands in examples/README.md', () => {
	const told = linksOf('examples/README.md').map(({ file }) => file);
	const examples = readdirSync(path.join(PROJECT, 'examples')).filter((file) => file.endsWith('.json'));
	for (const file of examples) expect(told).toContain(`examples/${file}`);
});

it.each(panel.credentialTypes.map((type) => [type.displayName, type.documentationUrl!]))(
	'%s leads to its own part of the docs',
	(_name, url) => {
		const [, page, anchor] = REPOSITORY.exec(url)!;
		expect(anchorsOf(page!)).toContain(anchor);
	},
);
