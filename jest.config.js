const shared = {
	testEnvironment: 'node',
	transform: {
		'^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.json', diagnostics: false }],
	},
};

/** `unit` runs on the sources; `engine` runs the built package in n8n's own engine (npm run build first). */
module.exports = {
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	testTimeout: 30_000,
	projects: [
		{
			...shared,
			displayName: 'unit',
			testMatch: ['<rootDir>/test/**/*.test.ts'],
			testPathIgnorePatterns: ['<rootDir>/test/engine/'],
		},
		{
			...shared,
			displayName: 'engine',
			setupFiles: ['<rootDir>/test/engine/quiet.js'],
			testMatch: ['<rootDir>/test/engine/**/*.test.ts'],
		},
	],
};
