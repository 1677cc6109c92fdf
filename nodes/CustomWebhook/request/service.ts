import type { NameValue } from '../delivery';
import { WebhookFailure } from '../failure';
import { checkUrl, isRefusedName } from '../formats';
import { asText } from '../settings';
import { isHeaderText } from '../template';
import type { AppliedCredential, CredentialData, Service } from './types';
import { doubtOf } from './credential-doubt';
import { filled } from './filled';
import { checkedName } from './headers';

interface Row {
	name: string;
	value: string;
	isSecret: boolean;
}

/**
 * A service credential: headers and query parameters for each request, an address, and values for templates.
 * @throws WebhookFailure `credentials` for a Base URL or a row that cannot be used, `request` if a row is no valid
 * header
 */
export function service(data: CredentialData): AppliedCredential & { service: Service } {
	const headers = rowsOf(data.headers, 'Headers');
	const query = rowsOf(data.query, 'Query Parameters');
	const values = rowsOf(data.values, 'Values');
	const secrets = [...headers, ...query, ...values].filter(
		({ isSecret, value }) => isSecret && value !== '',
	);
	for (const { name, value, isSecret } of [...headers, ...query, ...values])
		if (isSecret) filled(value, `value for ${name}`);
	return {
		headers: headers.map(({ name }) => checkedName(name, 'authentication')),
		headerValues: headers.map(headerOf),
		query: query.map(({ name, value }) => ({ name, value })),
		secrets: secrets.map(({ value }) => value),
		service: { base: baseOf(data.baseUrl), values: treeOf(values) },
		...doubtOf(Object.fromEntries([...query, ...values].map(({ name, value }) => [name, value]))),
	};
}

/** The rows with a name, under whatever key n8n stores them. */
function rowsOf(collection: unknown, label: string): Row[] {
	if (typeof collection !== 'object' || collection === null) return [];
	const rows = Object.values(collection).flat().map(rowOf).filter(isFilled);
	const unnamed = rows.find(({ name }) => name === '');
	if (unnamed) throw refused(`${label}: a row has a value, but no name. Enter a name.`);
	const names = rows.map(({ name }) => name.toLowerCase());
	const twice = rows.find(({ name }, index) => names.indexOf(name.toLowerCase()) !== index);
	if (twice && label !== 'Query Parameters')
		throw refused(`${label}: two rows have the name ${twice.name}. Remove one.`);
	return rows;
}

function rowOf(row: unknown): Row {
	const { name, value, secret } = (row ?? {}) as CredentialData;
	return { name: asText(name).trim(), value: asText(value), isSecret: asText(secret) !== 'false' };
}

const isFilled = ({ name, value }: Row) => name !== '' || value !== '';

function headerOf({ name, value }: Row): NameValue {
	if (isHeaderText(value)) return [name, value];
	throw new WebhookFailure(
		'request',
		`Headers: the value of ${name} has a line break, or another character that no header can have`,
		{ field: 'authentication', description: 'Open the service credential and copy the value again.' },
	);
}

function baseOf(typed: unknown): URL {
	const text = asText(typed).trim();
	if (text === '') throw refused('Base URL is empty. Enter the address of the service.');
	let base: URL;
	try {
		base = checkUrl(text, 'authentication');
	} catch {
		throw refused('Base URL: it must start with https:// or http://, and have no user name or password.');
	}
	if (base.search !== '' || base.hash !== '')
		throw refused('Base URL: remove what begins with ? or #. Query Parameters has rows for it.');
	if (text.includes('{{')) throw refused('Base URL has a placeholder. Put it in the URL of the node.');
	return base;
}

function treeOf(values: readonly Row[]): object {
	const tree: Record<string, unknown> = {};
	for (const { name, value } of values) {
		const path = name.split('.');
		if (path.some((part) => part === '' || isRefusedName(part)))
			throw refused(`Values: ${name} cannot be a name. Use letters, digits, _ and single dots.`);
		const last = path.pop() ?? '';
		let holder = tree;
		for (const part of path) {
			const next = (holder[part] ??= {});
			if (typeof next !== 'object' || next === null) throw conflict(name);
			holder = next as Record<string, unknown>;
		}
		if (Object.hasOwn(holder, last)) throw conflict(name);
		holder[last] = value;
	}
	return tree;
}

function conflict(name: string): WebhookFailure {
	return refused(`Values: ${name} is a name, and the beginning of another name. Rename one of them.`);
}

function refused(message: string): WebhookFailure {
	return new WebhookFailure('credentials', `Service credential, ${message}`, { field: 'authentication' });
}
