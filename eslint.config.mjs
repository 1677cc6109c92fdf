import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import * as regexp from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * n8n's own rules for community nodes without cloud support (this node opens its own connections, so it is for
 * self-hosted n8n), put together as n8n's node CLI does.
 */
const community = n8nCommunityNodesPlugin.configs.recommendedWithoutN8nCloudSupport;

/**
 * The walls of the house. A room is a folder of `nodes/CustomWebhook`, or one of a room's own folders; others enter it
 * by its `index.ts`. `only` names what a room may import at all.
 */
const ROOMS = {
	delivery: { only: 'failure|formats(/json|/xml)?', packages: ['n8n-workflow', 'n8n-core'] },
	formats: { only: 'failure', packages: ['n8n-workflow', 'n8n-core'] },
	properties: { only: 'defaults' },
	template: { only: 'failure|formats(/json|/xml)?', packages: ['n8n-workflow', 'n8n-core'] },
	redact: { only: 'failure|formats(/json|/xml)?', packages: ['n8n-workflow', 'n8n-core'] },
	settings: { only: 'failure|defaults|delivery|formats(/json|/xml)?|template' },
	request: { only: 'failure|defaults|delivery|redact|formats(/json|/xml)?|settings|template' },
	response: {
		only: 'failure|delivery|formats(/json|/xml)?|settings',
		packages: ['n8n-workflow', 'n8n-core'],
	},
	n8n: { only: 'failure|delivery|redact|formats(/json|/xml)?|settings|request|response' },
	outcome: { only: 'failure|delivery|redact|formats(/json|/xml)?|settings|response|template' },
};
const PLACES = 'nodes/CustomWebhook';
/** A file in another room, instead of its door. */
const BEHIND_A_DOOR = '(?!formats/(?:json|xml)$)[\\w-]+/';

/**
 * @param {string} files @param {string[]} patterns @param {string[]} [packages]
 * @returns {import('eslint').Linter.Config}
 */
function walls(files, patterns, packages = []) {
	const message = 'A wall of the house: see docs/architecture.md.';
	const group = packages.length > 0 ? [{ group: packages, message }] : [];
	return {
		files: [files],
		rules: {
			'no-restricted-imports': [
				'error',
				{ patterns: [...patterns.map((regex) => ({ regex, message })), ...group] },
			],
		},
	};
}

const houseWalls = [
	walls(`${PLACES}/*.ts`, [`^\\./${BEHIND_A_DOOR}`]),
	walls(`${PLACES}/*/*.ts`, [`^\\.\\./${BEHIND_A_DOOR}`, `^\\./[\\w-]+/`]),
	walls(`${PLACES}/*/*/*.ts`, [`^\\.\\./\\.\\./${BEHIND_A_DOOR}`, `^\\.\\./[\\w-]+/`]),
	...Object.entries(ROOMS).flatMap(([room, { only, packages = [] }]) => [
		walls(
			`${PLACES}/${room}/*.ts`,
			[`^\\.\\./(?!(?:${only})$)[\\w-]`, `^\\.\\./${BEHIND_A_DOOR}`, `^\\./[\\w-]+/`],
			packages,
		),
		walls(
			`${PLACES}/${room}/*/*.ts`,
			[`^\\.\\./\\.\\./(?!(?:${only})$)[\\w-]`, `^\\.\\./[\\w-]+/`],
			packages,
		),
	]),
];

export default defineConfig(
	globalIgnores(['dist', 'coverage', 'local/n8n', 'local/n8n-oldest', 'local/data']),
	{
		files: ['**/*.mjs', '**/*.js'],
		extends: [js.configs.recommended],
		// Types and names are TypeScript's business: local/tsconfig.json.
		rules: {
			'no-undef': 'off',
			'no-control-regex': 'off',
			'no-unused-vars': ['error', { ignoreRestSiblings: true, varsIgnorePattern: '^_$' }],
		},
	},
	{
		files: ['**/*.ts'],
		extends: [
			js.configs.recommended,
			tseslint.configs.recommended,
			importX.flatConfigs.recommended,
			// Without its parser setting the rules of import-x do not look into TypeScript files: no-cycle finds nothing.
			importX.flatConfigs.typescript,
		],
		settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
		rules: {
			'no-console': 'error',
			// Control characters are what our patterns look for: they must not get into headers, URLs and XML.
			'no-control-regex': 'off',
			// fast-check and others document their default export with all names in it.
			'import-x/no-named-as-default-member': 'off',
			'import-x/no-named-as-default': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [community, tseslint.configs.recommendedTypeCheckedOnly],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			'import-x/no-cycle': 'error',
			// Interfaces here hold functions without `this`, and values are turned into text by `textOf` and `asText`.
			'@typescript-eslint/unbound-method': 'off',
			'@typescript-eslint/no-base-to-string': 'off',
			// What was thrown elsewhere is passed on as it is.
			'@typescript-eslint/only-throw-error': 'off',
			'@typescript-eslint/prefer-promise-reject-errors': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		plugins: { regexp },
		rules: {
			// What services send has megabytes: every pattern takes time in proportion to the length of a text.
			'regexp/no-super-linear-backtracking': 'error',
			'regexp/no-super-linear-move': 'error',
			'regexp/no-misleading-capturing-group': 'error',
			'regexp/no-contradiction-with-assertion': 'error',
			'regexp/no-dupe-disjunctions': 'error',
			'regexp/no-empty-alternative': 'error',
			'regexp/no-useless-assertions': 'error',
			'regexp/optimal-quantifier-concatenation': 'error',
		},
	},
	{
		files: ['package.json'],
		extends: [community],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: { ...n8nNodesBase.configs.community.rules },
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
			// The display names are part of the contract with users: "Custom Webhook Bearer Token".
			'n8n-nodes-base/cred-class-field-display-name-missing-api': 'off',
			'n8n-nodes-base/cred-class-field-display-name-missing-oauth2': 'off',
			// The name of an API key's field, a private key and a private authority say it to people, not to the rule.
			'@n8n/community-nodes/credential-unnecessary-password': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
			// The rule sees literals only; defaults come from defaults.ts, and TypeScript asks for each.
			'n8n-nodes-base/node-param-default-missing': 'off',
			'n8n-nodes-base/node-param-default-wrong-for-string': 'off',
			'n8n-nodes-base/node-param-default-wrong-for-number': 'off',
			// Forms stand in the order in which they are filled in; placeholders show code: {{contact.id}}.
			'n8n-nodes-base/node-param-fixed-collection-type-unsorted-items': 'off',
			'n8n-nodes-base/node-param-placeholder-miscased-id': 'off',
			// Inside, everything that fails an item is a WebhookFailure; n8n's own errors appear at the face.
			'@n8n/community-nodes/require-node-api-error': 'off',
		},
	},
	...houseWalls,
);
