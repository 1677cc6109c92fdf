const { projects } = require('../../jest.config.js');

const { displayName, ...unit } = projects.find((project) => project.displayName === 'unit');

/** Which tests judge the mutants, by their paths in `test/` without the ending: `run.mjs` says. */
const judges = (process.env.MUTATION_TESTS ?? '{template,delivery,response}/**/*').split(' ');

module.exports = {
	...unit,
	rootDir: '../..',
	// Its copy of the project has no docs.
	roots: unit.roots.filter((root) => !root.endsWith('/docs')),
	testTimeout: 30_000,
	setupFiles: [...unit.setupFiles, '<rootDir>/test/mutation/seed.js'],
	testMatch: judges.map((judge) => `<rootDir>/test/${judge}.test.ts`),
	// They measure time and memory.
	testPathIgnorePatterns: ['speed', 'soak'],
};
