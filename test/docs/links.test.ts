import { panel } from '../../docs/make/panel';
import { anchorsOf, exists, linksOf, pages } from './pages';

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

it.each(panel.credentialTypes.map((type) => [type.displayName, type.documentationUrl!]))(
	'%s leads to its own part of the docs',
	(_name, url) => {
		const [, page, anchor] = REPOSITORY.exec(url)!;
		expect(anchorsOf(page!)).toContain(anchor);
	},
);
