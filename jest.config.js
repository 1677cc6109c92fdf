const shared = {
	testEnvironment: 'node',
	// All that tests and coverage are about: without the folders of n8n in local/, which may be installed meanwhile.
	roots: ['credentials', 'docs', 'nodes', 'test'].map((folder) => `<rootDir>/${folder}`),
	// What mutation tests put there is a copy of all this.
	modulePathIgnorePatterns: ['<rootDir>/coverage/'],
	setupFiles: ['<rootDir>/test/support/no-proxy.js'],
	moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/fast-check.js' },
	transform: {
		'^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.json', diagnostics: false }],
	},
};

/**
 * `unit` runs on the sources, and `redis` too, with a redis-server of its own. `engine` runs the built package in n8n's
 * own engine (npm run build first).
 */
module.exports = {
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts', '!**/*.d.ts'],
	coverageReporters: [['text', { skipFull: true }]],
	// In percent, of the sources by the unit tests and those with Redis: npm run test:coverage.
	coverageThreshold: { global: { lines: 95, branches: 95, statements: 95, functions: 95 } },
	// A net for what never ends: a machine that is slow and busy may need a minute for what takes a second elsewhere.
	testTimeout: 120_000,
	projects: [
		{
			...shared,
			displayName: 'unit',
			testMatch: ['<rootDir>/test/**/*.test.ts'],
			testPathIgnorePatterns: ['<rootDir>/test/engine/'],
		},
		{
			...shared,
			displayName: 'redis',
			testMatch: ['<rootDir>/test/**/*.redis.ts'],
		},
		{
			...shared,
			displayName: 'engine',
			setupFiles: [...shared.setupFiles, '<rootDir>/test/engine/quiet.js'],
			testMatch: ['<rootDir>/test/engine/**/*.test.ts'],
		},
	],
};
