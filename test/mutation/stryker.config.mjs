/**
 * Mutation testing (https://stryker-mutator.io): how many changes of a source its tests notice. `run.mjs` says which
 * source and which tests.
 */
export default {
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	jest: { configFile: 'test/mutation/jest.config.js' },
	coverageAnalysis: 'perTest',
	// What runs once, when a module is loaded (tables, patterns), can only be judged by running all tests for each
	// change: that takes hours. It is left out of the score, and not counted as noticed.
	ignoreStatic: true,
	// Its copy of the project does without what no unit test of these rooms reads.
	ignorePatterns: [
		'dist',
		'local',
		'/docs',
		'bench',
		'examples',
		'coverage',
		'test/real-n8n',
		'test/editor',
	],
	tempDirName: 'coverage/mutation/sandboxes',
	concurrency: 2,
	// Milliseconds beside one and a half times what the tests take: what needs longer than this loops for ever.
	timeoutMS: 5_000,
	reporters: ['clear-text', 'progress-append-only', 'json'],
	clearTextReporter: { allowColor: false, reportTests: false },
	jsonReporter: { fileName: process.env.MUTATION_REPORT ?? 'coverage/mutation/mutation.json' },
	allowConsoleColors: false,
};
