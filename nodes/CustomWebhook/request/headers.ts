import { WebhookFailure } from '../failure';
import type { NameValue } from '../delivery';
import type { ItemScope } from '../template';
import type { PairTemplate } from './pairs';

/** RFC 9110, section 5.6.2: what a field name is made of. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** They belong to the connection (RFC 9110, section 7.6.1) or follow from the body; the node sets them itself. */
const OF_THE_CONNECTION = new Set([
	'connection',
	'content-length',
	'expect',
	'keep-alive',
	'proxy-connection',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
]);

const VALUE_IN_NAME = 'What stands behind the colon goes into Value.';

/** Headers that an option names have no field for a value. */
const isWithValue = (name: string, field: string) => name.includes(':') && !field.startsWith('options.');

/**
 * The headers of one item that the author typed; of two with the same name the last wins.
 * @throws WebhookFailure `request` for a name or a value that makes no header
 */
export function renderHeaders(templates: readonly PairTemplate[], scope: ItemScope): NameValue[] {
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

/** The header of this name, compared without case, where it is among them. */
export function findHeader(headers: readonly NameValue[], name: string): NameValue | undefined {
	return headers.find(([other]) => other.toLowerCase() === name.toLowerCase());
}

/**
 * @param field where the name was typed
 * @throws WebhookFailure `request` where it cannot be the name of a header, or the node sets that header itself
 */
export function checkedName(name: string, field = `headers.${name}`): string {
	if (!TOKEN.test(name))
		throw new WebhookFailure(
			'request',
			name === ''
				? 'A header has a value but no name'
				: `"${name}" cannot be the name of a header: only letters, digits and - are usual there`,
			{ field, ...(isWithValue(name, field) ? { description: VALUE_IN_NAME } : {}) },
		);
	if (OF_THE_CONNECTION.has(name.toLowerCase()))
		throw new WebhookFailure(
			'request',
			`The header ${name} is set by itself: remove it from the headers`,
			{ field },
		);
	return name;
}
