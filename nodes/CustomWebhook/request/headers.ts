import { WebhookFailure } from '../failure';
import { isSetByNode, type NameValue } from '../delivery';
import { shorten } from '../formats';
import type { NamedTemplate } from '../settings';
import type { ItemScope, Template } from '../template';
import { rowField, unnamed, type Compile } from './pairs';

/** RFC 9110, section 5.6.2: the characters of a header's name. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const VALUE_IN_NAME = 'Everything after the colon goes into Value.';

/** Whether a name was typed with its value. An option names headers without values, so not there. */
const isWithValue = (name: string, field: string) => name.includes(':') && !field.startsWith('options.');

/** Typed headers override them. Many services refuse a request that does not say who sends it. */
export const USUAL_HEADERS: readonly NameValue[] = [
	['User-Agent', 'n8n-nodes-custom-webhook'],
	['Accept', '*/*'],
];

/** A typed header. */
export interface HeaderTemplate {
	name: string;
	value: Template;
}

/** The typed headers, compiled. Headers that the node sets itself are left out: every copied cURL command has some. */
export function compileHeaders(rows: readonly NamedTemplate[], compile: Compile): HeaderTemplate[] {
	return rows
		.filter(({ name }) => !isSetByNode(name))
		.map(({ name, value }) => ({ name, value: compile(value, rowField('headers', name), 'header') }));
}

/**
 * The headers of one item that the author typed; of two with the same name, the last wins.
 * @throws WebhookFailure `request` for a name or a value that is not allowed in a header
 */
export function renderHeaders(templates: readonly HeaderTemplate[], scope: ItemScope): NameValue[] {
	return mergeHeaders(
		templates.map(({ name, value }): NameValue => [checkedName(name), value.render(scope).trim()]),
	);
}

/** The headers of all lists; of two with the same name, compared without case, the last wins. */
export function mergeHeaders(...lists: ReadonlyArray<readonly NameValue[]>): NameValue[] {
	const byName = new Map<string, NameValue>();
	for (const list of lists) for (const header of list) byName.set(header[0].toLowerCase(), header);
	return [...byName.values()];
}

/** These headers, with the usual ones that they lack. */
export const withUsualHeaders = (headers: readonly NameValue[]): NameValue[] =>
	mergeHeaders(USUAL_HEADERS, headers);

/** The header of this name, compared without case, if it is among them. */
export function findHeader(headers: readonly NameValue[], name: string): NameValue | undefined {
	const wanted = name.toLowerCase();
	return headers.find(([other]) => other.toLowerCase() === wanted);
}

/** The headers without a `Host` that equals the URL's. */
export function withoutOwnHost(headers: readonly NameValue[], { host, port }: URL): NameValue[] {
	const isOwn = (value: string) => {
		const typed = value.toLowerCase();
		return typed === host || (port === '' && typed.replace(/:(?:80|443)$/, '') === host);
	};
	return headers.filter(([name, value]) => name.toLowerCase() !== 'host' || !isOwn(value));
}

/**
 * @param field where the name was typed
 * @throws WebhookFailure `request` if it cannot be the name of a header, or the node sets that header itself
 */
export function checkedName(name: string, field = rowField('headers', name)): string {
	if (name === '') throw unnamed(field);
	if (!TOKEN.test(name))
		throw new WebhookFailure(
			'request',
			`"${shorten(name)}" cannot be the name of a header: use letters, digits and -`,
			{ field, ...(isWithValue(name, field) ? { description: VALUE_IN_NAME } : {}) },
		);
	if (isSetByNode(name))
		throw new WebhookFailure('request', `The node sets the header ${name} itself: choose another name`, {
			field,
		});
	return name;
}
