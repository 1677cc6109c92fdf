import type { INodeProperties } from 'n8n-workflow';

import { panel } from '../../docs/make/panel';
import { choicesOf } from '../../docs/make/words';
import { pages, textOf } from './pages';
import { credentialFields, everyField, fieldsIn } from './panel';

/** Bold words on the pages that are no labels of the panel. */
const OTHERS = [
	...['Custom Webhook', 'Custom Webhook Tool', 'Success', 'Failure'],
	...['Response Variable', 'Allowed HTTP Request Domains', 'Execute Sub-workflow'],
];
const guides = pages.filter((page) =>
	/^docs\/(?!architecture|n8n-notes|queue-mode|ai-tool|parameters)/.test(page),
);

/** Labels in bold: `Options → Retry → Max Retries` and `Content Type: JSON`, as lists of names. */
function boldNames(page: string): string[][] {
	const prose = textOf(page)
		.replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '')
		.replaceAll('`***`', '')
		.replaceAll(/\s+/g, ' ');
	return [...prose.matchAll(/\*\*(.+?)\*\*/g)].map((bold) => bold[1]!.replaceAll('`', '').split(/ → |: /));
}

const all = [...everyField, ...credentialFields];
const named = (fields: INodeProperties[], name: string) =>
	fields.filter((field) => field.displayName === name);

/** Whether these names lead from a field into it, the last one perhaps to one of its choices. */
function leads([name, ...rest]: string[], fields: INodeProperties[]): boolean {
	return named(fields, name!).some(
		(field) =>
			rest.length === 0 ||
			leads(rest, fieldsIn(field)) ||
			(rest.length === 1 && choicesOf(field).some((choice) => choice.name === rest[0])),
	);
}

it.each(guides)('%s names only fields and choices that the panel has', (page) => {
	const unknown = boldNames(page).filter(
		(names) => !leads(names, all) && !(names.length === 1 && OTHERS.includes(names[0]!)),
	);
	expect(unknown.map((names) => names.join(' → '))).toEqual([]);
});

it('reads many names', () => {
	expect(guides.flatMap(boldNames).length).toBeGreaterThan(150);
	expect(panel.properties.length).toBeGreaterThan(15);
});
