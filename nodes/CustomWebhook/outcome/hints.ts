import type { INode, NodeExecutionHint } from 'n8n-workflow';

import type { Outcome } from './item-out';
import type { FailureRoute } from './outputs';
import { isSecretParameter } from '../redact';
import { shorten } from '../formats';
import { closePath } from '../template';
import {
	hasBracesLeftOver,
	headersLeftOut,
	inOtherSyntax,
	lookAlikes,
	type TemplateFields,
} from './sent-as-typed';

/** So many names tell which ones are meant; a template that is all wrong has dozens. */
const MOST_NAMES = 5;

/** n8n shows the Success branch first, which is empty where everything failed. */
const WHERE_IT_SAYS_WHY: Readonly<Record<FailureRoute, string>> = {
	route: ' The Failure branch says why.',
	continue: ' Each says why under "failure".',
	stop: '',
};

/** What a run looked like from outside. */
export interface RunSeen {
	settings: TemplateFields;
	node: Pick<INode, 'retryOnFail'>;
	outcomes: readonly Outcome[];
	failureRoute: FailureRoute;
	/** Placeholders that no item had a value for. */
	missing: readonly string[];
	/** Response variables that no answer had a value for. */
	unset: readonly string[];
	/** Undefined where it cannot be known. */
	isFailureConnected: boolean | undefined;
}

/** What failed, in one line, and what in the set-up looks wrong. Names only, no values: no secret can be in it. */
export function hintsOf(run: RunSeen): NodeExecutionHint[] {
	const messages = [
		...failuresOf(run),
		...lostBodies(run),
		...missingIn(run),
		...unsetIn(run.unset),
		...sentAsTyped(run.settings),
		...lookAlikesIn(run),
		...leftOutIn(run.settings),
		...bracesLeftOver(run.settings),
		...spaceInUrl(run.settings),
		...secretsInQuery(run.settings),
	];
	if (run.node.retryOnFail)
		messages.push(
			'The setting Retry On Fail of this node sends all items again, also those that were delivered. ' +
				'Switch it off: the option Retry repeats single items by itself.',
		);
	return messages.map((message) => ({ message, type: 'warning', location: 'outputPane' }));
}

function failuresOf({ outcomes, failureRoute, isFailureConnected }: RunSeen): string[] {
	const reasons = outcomes.flatMap(({ failure, statusCode }) => {
		if (!failure) return [];
		return failure.kind === 'status' ? `status ${statusCode}` : failure.kind;
	});
	if (reasons.length === 0) return [];
	const counts = [...new Set(reasons)].map(
		(reason) => `${reasons.filter((other) => other === reason).length} × ${reason}`,
	);
	const items = outcomes.length === 1 ? 'item' : 'items';
	const count = `${reasons.length} of ${outcomes.length} ${items} failed: ${counts.join(', ')}.`;
	const messages = [count + WHERE_IT_SAYS_WHY[failureRoute]];
	if (failureRoute === 'route' && isFailureConnected === false)
		messages.push(
			'Nothing is connected to the Failure output, so the items that failed are lost to this workflow. ' +
				'Connect it, or set On Failure to Continue or Stop.',
		);
	return messages;
}

function lostBodies({ outcomes }: RunSeen): string[] {
	const count = outcomes.filter(({ lostBody }) => lostBody).length;
	if (count === 0) return [];
	return [
		`${count} of ${outcomes.length} ${outcomes.length === 1 ? 'item was' : 'items were'} redirected (301 or 302) and ` +
			'followed with GET, so the body was not sent to the new address. If the address has moved, put the new one ' +
			'into URL: it is response.url in the output.',
	];
}

function missingIn({ missing, outcomes }: RunSeen): string[] {
	if (missing.length === 0) return [];
	const item = outcomes[0]?.item.json;
	const meant = missing.flatMap((name) => {
		const call = /^([\w.]+)\.to(Upper|Lower)Case\(\)$/.exec(name);
		if (call?.[1] && call[2]) return `{{${call[2].toLowerCase()} ${call[1]}}}`;
		const path = closePath(name, item, ...recordsOf(item));
		return path === undefined ? [] : `{{${path}}}`;
	});
	const advice = meant.length > 0 ? `Did you mean ${listed(meant)}?` : 'Check the spelling.';
	return [`${listed(missing)} ${missing.length === 1 ? 'was' : 'were'} empty for every item. ${advice}`];
}

/** The objects of an item: one of them may be the record, whose fields need no path. */
function recordsOf(item: object | undefined): object[] {
	return Object.values(item ?? {}).filter(
		(value) => typeof value === 'object' && value !== null,
	) as object[];
}

function unsetIn(names: readonly string[]): string[] {
	if (names.length === 0) return [];
	return [
		`No answer has a fitting value for ${listed(names)} of Response Variables, and what has no value is left out. ` +
			'If that is not meant, compare the path with response.body in the output; a path begins inside of the body.',
	];
}

function listed(names: readonly string[]): string {
	const told = names.slice(0, MOST_NAMES).map((name) => shorten(name));
	const others = names.length > told.length ? ` and ${names.length - told.length} more` : '';
	return told.join(', ') + others;
}

function sentAsTyped(settings: RunSeen['settings']): string[] {
	const names = inOtherSyntax(settings);
	if (names.length === 0) return [];
	const example = settings.templates.syntax === 'dollar' ? '${contact.email}' : '{{contact.email}}';
	return [
		`${listed(names)} is no placeholder here, and is sent as it stands. If a value is meant, write it as ${example}, ` +
			'or change Placeholder Syntax in the option Placeholders.',
	];
}

function bracesLeftOver(settings: RunSeen['settings']): string[] {
	return hasBracesLeftOver(settings) ? ['Left-over }}: n8n closes braces while you type. Delete it.'] : [];
}

function leftOutIn(settings: RunSeen['settings']): string[] {
	const names = headersLeftOut(settings);
	if (names.length === 0) return [];
	return [`Not sent as typed: ${listed(names)}. The node sets this itself; remove it from Headers.`];
}

function lookAlikesIn({ settings, outcomes }: RunSeen): string[] {
	const item = outcomes[0]?.item.json;
	const pathOf = (name: string) =>
		[item, ...recordsOf(item)]
			.map((holder) => fieldNamed(name, holder))
			.find((path) => path !== undefined);
	return lookAlikes(settings, pathOf).map(
		({ typed, path }) =>
			`${shorten(typed)} was sent as it is. To send the value, write ${settings.templates.syntax === 'dollar' ? `\${${path}}` : `{{${path}}}`}.`,
	);
}

/** The path as the item has it; compared without case, as `*|EMAIL|*` means `email`. */
function fieldNamed(name: string, holder: unknown): string | undefined {
	let at = holder;
	const path: string[] = [];
	for (const part of name.split('.')) {
		if (typeof at !== 'object' || at === null) return undefined;
		const own = Object.keys(at).find((other) => other.toLowerCase() === part.toLowerCase());
		if (own === undefined) return undefined;
		path.push(own);
		at = (at as Record<string, unknown>)[own];
	}
	return path.join('.');
}

/** In a path, or where a value of the query begins; between words of the query a space may be meant. */
const SPACE_BEFORE_PLACEHOLDER = /(?:^[^?]*\S|=)\s+\{\{(?!~)/;

function spaceInUrl({ url }: RunSeen['settings']): string[] {
	if (!SPACE_BEFORE_PLACEHOLDER.test(url)) return [];
	return [
		'The URL has a space in front of a placeholder, and it is sent as %20. n8n puts one there when a field is ' +
			'dropped into a field that is not empty: take it out.',
	];
}

function secretsInQuery({ url, queryParameters }: RunSeen['settings']): string[] {
	const inUrl = [...url.matchAll(/[?&]([\w.%[\]-]+)=[^&#]/g)].map((found) => found[1] ?? '');
	const inRows = queryParameters.filter(({ value }) => value !== '').map(({ name }) => name);
	const names = [...new Set([...inUrl, ...inRows])].filter(
		(name) => /^[\w.%[\]-]+$/.test(name) && isSecretParameter(name),
	);
	return names.map(
		(name) =>
			`The query parameter "${name}" looks like a secret, and addresses end up in the logs of others. ` +
			'Put it into a Custom Webhook API Key credential, which n8n keeps encrypted.',
	);
}
