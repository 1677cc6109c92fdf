import { blocks, codesIn, fencesOf, pages, textOf } from './pages';

const { name, scripts } = JSON.parse(textOf('package.json')) as {
	name: string;
	scripts: Record<string, string>;
};

/** The commands of a page: lines of its bash blocks, and code in its text that begins with npm. */
const commandsOf = (page: string) =>
	[
		...blocks(page, 'bash').flatMap((block) => block.split('\n')),
		...codesIn(textOf(page).replaceAll(/^ *```[\s\S]*?^ *```$/gm, '')),
	]
		.map((line) => line.replace(/ +#.*$/, ''))
		.flatMap((line) => line.split(' && '))
		.filter((line) => /^npm (?!install$|ci$|config|pack$|update)/.test(line));

const withCommands = pages.filter((page) => commandsOf(page).length > 0);

it.each(withCommands)('%s names only commands that there are', (page) => {
	for (const command of commandsOf(page)) {
		const [, script] = /^npm (?:run )?([\w:]+)/.exec(command)!;
		if (script === 'install') expect(command).toMatch(new RegExp(`^npm install (?:--\\S+ )*${name}$`));
		else expect(Object.keys(scripts)).toContain(script);
	}
});

it('the README tells of each command that a developer has, but for those that others run', () => {
	const told = commandsOf('README.md').join('\n');
	const others = [
		'prepublishOnly',
		'lint',
		'format',
		'typecheck',
		'test:unit',
		'test:engine',
		'bench:engine',
		'bench:template',
	];
	for (const script of Object.keys(scripts).filter((one) => !others.includes(one)))
		expect(told).toMatch(new RegExp(`npm (?:run )?${script}(?![\\w:])`));
});

it('every fenced example is one that a test runs', () => {
	const HELD: Record<string, string[]> = {
		'README.md': ['bash', 'json'],
		'CONTRIBUTING.md': ['bash'],
		'docs/ai-tool.md': ['json'],
		'docs/batches.md': ['json'],
		'docs/bodies.md': ['json', 'ndjson'],
		'docs/logs-and-privacy.md': ['text'],
		'docs/queue-mode.md': ['bash'],
		'docs/templates.md': ['json'],
		'docs/coming-from/http-request.md': ['js'],
	};
	for (const page of pages) {
		const heldByItsExample = page.startsWith('docs/coming-from/') && !(page in HELD);
		const languages = new Set(fencesOf(page).map(({ language }) => language));
		if (!heldByItsExample) expect([page, [...languages].sort()]).toEqual([page, HELD[page] ?? []]);
	}
});
