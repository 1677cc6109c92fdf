import type { ICredentialType, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import { conditionsOf, conditionsOfAll, inWords } from './conditions';
import { fieldSection, fieldTable, formOf } from './fields';

/** The sections of the page: each begins at a parameter of the panel and ends where the next one begins. */
const SECTIONS = [
	{ title: 'Request', from: 'operation' },
	{ title: 'Body', from: 'contentType' },
	{ title: 'Response', from: 'responseVariables' },
	{ title: 'Failure', from: 'onFailure' },
	{ title: 'Name and data', from: 'webhookName' },
	{ title: 'Options', from: 'options' },
];

const INTRO = `# Parameters

All fields of the panel, in its order, with their names in a workflow's JSON. This page is generated from the node's own
description (\`npm run docs\`).

A field marked *template* takes placeholders such as \`{{contact.email}}\`: [Templates](templates.md). Every other
text, number or toggle can be an n8n expression. A field without a default starts empty. \`method\` · choice · default *POST*
is the name of a field in a workflow's JSON, its type, and its default.`;

export interface Panel {
	properties: INodeProperties[];
	/** What the node says about when each credential is asked for. */
	credentials: INodeCredentialDescription[];
	/** The fields of each credential. */
	credentialTypes: ICredentialType[];
}

/** docs/parameters.md as it should be. @throws Error where a section or a condition names no parameter */
export function parametersPage(panel: Panel): string {
	const { properties: all } = panel;
	const starts = SECTIONS.map(({ title, from }) => {
		const start = all.findIndex((property) => property.name === from);
		if (start === -1) throw new Error(`the section ${title} begins at ${from}, which is no parameter`);
		return start;
	});
	const sections = SECTIONS.map(({ title }, index) =>
		section(title, all.slice(index === 0 ? 0 : starts[index], starts[index + 1]), all),
	);
	const blocks = [INTRO, ...sections.flat(), ...credentialSections(panel)];
	return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function section(title: string, fields: INodeProperties[], all: INodeProperties[]): string[] {
	const [first] = fields;
	if (fields.length === 1 && first!.type === 'collection') return optionsSection(first!, all);
	const told = fields.length > 1 ? conditionsOfAll(fields) : [];
	return [
		`## ${title}`,
		told.length > 0 ? `Shown if ${inWords(told, all, all)}.` : '',
		...fields.flatMap((field) => fieldSection(field, '###', { all, told })),
	];
}

/** The options of the panel: those on their own in one table, then a table for each group. */
function optionsSection(collection: INodeProperties, all: INodeProperties[]): string[] {
	const options = (collection.options ?? []) as INodeProperties[];
	const inGroups = options.filter((option) => formOf(option));
	const alone = options.filter((option) => !formOf(option));
	return [
		`## ${collection.displayName}`,
		`Without an option, its default holds. A toggle of the first table is off without it, and on once it is added. In a workflow's JSON, options are members of \`${collection.name}\`, those of a group one level deeper: \`${collection.name}.retry.values.maxRetries\`.`,
		fieldTable(alone, all),
		...inGroups.flatMap((group) => fieldSection(group, '###', { all, told: [] })),
	];
}

function credentialSections({ properties, credentials, credentialTypes }: Panel): string[] {
	return [
		'## Credentials',
		'n8n keeps them encrypted. [Authentication](authentication.md) says what each sends.',
		...credentialTypes.flatMap((type) => {
			const asked = credentials.find(({ name }) => name === type.name);
			if (!asked) throw new Error(`the node does not ask for the credential ${type.name}`);
			const inherited = type.extends?.includes('oAuth2Api')
				? " It has the fields of n8n's own OAuth2, and:"
				: '';
			return [
				`### ${type.displayName}`,
				`\`${type.name}\``,
				`Asked for if ${inWords(conditionsOf(asked), properties, properties)}.${inherited}`,
				fieldTable(type.properties, type.properties),
			];
		}),
	];
}
