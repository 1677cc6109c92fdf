import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(__dirname, '../../.github/workflows');
const read = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8');

/** The text of each job of a workflow: two spaces, its name, a colon, and what is indented below. */
function jobsOf(workflow: string): string[] {
	const [, jobs = ''] = workflow.split(/^jobs:\n/m);
	return jobs.split(/^(?= {2}[\w-]+:$)/m).filter((job) => /^ {2}[\w-]+:$/m.test(job));
}

it.each(readdirSync(FOLDER))('%s uses only actions that are pinned by their commit', (name) => {
	const uses = [...read(name).matchAll(/uses: (\S+)/g)].map(([, action]) => action!);

	expect(uses.length).toBeGreaterThan(0);
	expect(uses.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

it('The job that may publish runs no code of the repository or of its packages', () => {
	const jobs = jobsOf(read('publish.yml'));
	const trusted = jobs.filter((job) => /id-token: write|secrets\./.test(job));

	expect(jobs).toHaveLength(2);
	expect(trusted).toHaveLength(1);
	expect([...trusted[0]!.matchAll(/run: (.*)/g)].map(([, command]) => command)).toEqual([
		'npm publish ./*.tgz --provenance --access public --ignore-scripts',
	]);
	expect(trusted[0]).not.toContain('actions/checkout');
});

it('What is published is tested first, and its version is the tag', () => {
	const [build] = jobsOf(read('publish.yml'));

	expect(build).toMatch(/TAG: \$\{\{ github\.event\.release\.tag_name \}\}/);
	expect(build).toMatch(/npm ci[^]*npm test[^]*npm pack/);
});

it('The unit tests run on each Node that n8n may run with', () => {
	expect(read('ci.yml')).toContain('node: [20, 22, 24]');
});
