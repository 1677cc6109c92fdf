import { isSameName, shorten } from '../../formats';
import { closePath } from '../../template';
import type { Outcome } from '../item-out';
import {
	hasBracesLeftOver,
	headersLeftOut,
	inOtherSyntax,
	lookAlikes,
	type TemplateFields,
} from '../sent-as-typed';
import { listed } from './values';

/** In a path, or at the start of a query value. Between words of a query value, a space may be meant. */
const SPACE_BEFORE_PLACEHOLDER = /(?:^[^?]*\S|=)\s+\{\{(?!~)/;

/** What the node itself puts on an item, after the placeholders were read. */
const OF_THE_NODE = /^(?:response|request|failure|variables|data|source|details|routing|linkedIds)\b/;

/** Placeholders without a value in any item, and the likely meaning. */
export function missingValues(missing: readonly string[], outcomes: readonly Outcome[]): string[] {
	const { json: item, binary = {} } = outcomes[0]?.item ?? {};
	const isFile = (name: string) => Object.hasOwn(binary, fileNameIn(name));
	const names = missing.filter((name) => !isFile(name));
	return [...missingFields(names, item), ...filesAsText(missing.filter(isFile))];
}

/** `data` of `data`, and of `$binary.data.data`. */
const fileNameIn = (name: string) => /^\$binary\.([^.]+)/.exec(name)?.[1] ?? name;

function filesAsText(names: readonly string[]): string[] {
	if (names.length === 0) return [];
	const are =
		names.length === 1
			? 'has no value: it is a file of the item, not a field'
			: 'have no value: they are files of the item, not fields';
	return [
		`${listed(names)} ${are}. ` +
			'To send a file, set Content Type to File, or Kind to File in Multipart Form Data; ' +
			"for JSON, turn it into text first, with n8n's Extract from File.",
	];
}

function missingFields(names: readonly string[], item: object | undefined): string[] {
	if (names.length === 0) return [];
	const meant = names.flatMap((name) => {
		const call = /^([\w.]+)\.to(Upper|Lower)Case\(\)$/.exec(name);
		if (call?.[1] && call[2]) return `{{${call[2].toLowerCase()} ${call[1]}}}`;
		const path = OF_THE_NODE.test(name) ? undefined : closePath(name, item, ...recordsOf(item));
		return path === undefined ? [] : [`{{${path}}}`];
	});
	const advice = meant.length > 0 ? `Did you mean ${listed(meant)}?` : 'Check the spelling.';
	return [`${listed(names)} ${names.length === 1 ? 'was' : 'were'} empty for every item. ${advice}`];
}

/** The objects of an item: one of them may be the record, whose fields need no path. */
function recordsOf(item: object | undefined): object[] {
	return Object.values(item ?? {}).filter(
		(value) => typeof value === 'object' && value !== null,
	) as object[];
}

/** Placeholders of the syntax that is not chosen. */
export function otherSyntax(settings: TemplateFields): string[] {
	const names = inOtherSyntax(settings);
	if (names.length === 0) return [];
	const [are, sent] = names.length === 1 ? ['is not a placeholder', 'is'] : ['are not placeholders', 'are'];
	return [
		`${listed(names)} ${are} here and ${sent} sent as typed. ` +
			`For a value, write ${written('contact.email', settings)}, or change Placeholder Syntax in the option Placeholders.`,
	];
}

/** Placeholders of other systems, if the item has a field of that name. */
export function lookAlikeFields(settings: TemplateFields, outcomes: readonly Outcome[]): string[] {
	const item = outcomes[0]?.item.json;
	const pathOf = (name: string) =>
		[item, ...recordsOf(item)]
			.map((holder) => fieldNamed(name, holder))
			.find((path) => path !== undefined);
	return lookAlikes(settings, pathOf).map(
		({ typed, path }) =>
			`${shorten(typed)} was sent as it is. ` +
			(/^(?:\{%|<%(?!=))/.test(typed) && settings.templates.syntax === 'handlebars'
				? `Write blocks as {{#if ${path}}}…{{/if}} and {{#each ${path}}}…{{/each}}.`
				: `To send the value, write ${written(path, settings)}.`),
	);
}

const written = (path: string, { templates }: TemplateFields): string =>
	templates.syntax === 'dollar' ? `\${${path}}` : `{{${path}}}`;

/** The item's path for a name, by its letters and digits: `*|EMAIL|*` means `email`, `{!Contact.FirstName}` `contact.first_name`. */
function fieldNamed(name: string, holder: unknown): string | undefined {
	let at = holder;
	const path: string[] = [];
	for (const part of name.split('.')) {
		if (typeof at !== 'object' || at === null) return undefined;
		const own = Object.keys(at).find((other) => isSameName(other, part));
		if (own === undefined) return undefined;
		path.push(own);
		at = (at as Record<string, unknown>)[own];
	}
	return path.join('.');
}

/** Typed headers that the node sets itself. */
export function typedHeaders(settings: TemplateFields): string[] {
	const names = headersLeftOut(settings);
	if (names.length === 0) return [];
	return [`Not sent as typed: ${listed(names)}. The node sets this itself: remove it.`];
}

/** `}}` that closes nothing. */
export function leftOverBraces(settings: TemplateFields): string[] {
	return hasBracesLeftOver(settings) ? ['Left-over }}: n8n closes braces while you type. Delete it.'] : [];
}

/** n8n puts a space in front of a field that is dropped into one that is not empty. */
export function spaceInUrl({ url }: Pick<TemplateFields, 'url'>): string[] {
	if (!SPACE_BEFORE_PLACEHOLDER.test(url)) return [];
	return [
		'URL has a space before a placeholder, which is sent as %20. ' +
			'n8n adds it when you drop a field into the URL. Delete it.',
	];
}
