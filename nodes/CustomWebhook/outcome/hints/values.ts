import { shorten } from '../../formats';
import { aWebPage } from '../../response';
import type { Outcome } from '../item-out';
import { counted } from './counted';
import { plainText } from './plain-text';
import type { RunSeen } from './run-seen';

/** Most names in a hint; a wrong template has dozens. */
const MOST_NAMES = 5;

/** Response variables without a value in any response. */
export function unsetVariables(reasons: readonly string[]): string[] {
	const told = reasons.slice(0, MOST_NAMES);
	const more = reasons.length - told.length;
	if (more > 0) told.push(`${more} more response ${more === 1 ? 'variable' : 'variables'} had no value.`);
	return told;
}

/** Bodies with a type of JSON or XML that stayed text. */
export function unreadBodies(outcomes: readonly Outcome[]): string[] {
	const first = outcomes.find(({ failure, parseError }) => !failure && parseError !== undefined);
	return first?.parseError === undefined ? [] : [`${first.parseError} The body stays text.`];
}

/** Bodies with bytes that are not valid in their charset. */
export function lostBytes(outcomes: readonly Outcome[]): string[] {
	const count = outcomes.filter(({ hasLostBytes }) => hasLostBytes).length;
	if (count === 0) return [];
	return [
		`${counted(count, outcomes.length)}: the response has bytes that are not valid in its charset, and � (U+FFFD) ` +
			'is in their place. Set Response Charset in the option Output & Response Format, for example to windows-1252.',
	];
}

/** How a body says that the service refused, and the rule that finds it. */
const REFUSALS: Readonly<Record<NonNullable<Outcome['saysFailed']>, readonly [says: string, rule: string]>> =
	{
		ok: ['says "ok": false', 'Value in the Body, with the path ok and the value true'],
		success: ['says "success": false', 'Value in the Body, with the path success and the value true'],
		errors: ['has errors', 'GraphQL Errors'],
		error: ['has an error and no data', 'Value in the Body, with a path that only a success has'],
		status: [
			'has a status of failure',
			'Value in the Body, with the path status and the value of a success',
		],
		result: [
			"has an error in the item's own result",
			'Value in the Body, with a path of the result that only a success has',
		],
		some: [
			'has errors, or a result that failed, beside other data',
			'Value in the Body, with a path that only a success has',
		],
		someInBatch: ['says that some of the batch failed', ''],
	};

/** Without results of their own, all items of a batch succeed or fail together. */
const OWN_RESULTS =
	'Set Results Path in the option Batches to the list of results, so that each item gets its own.';

/** Items that are on Success by their status, but whose body says that the service refused. */
export function refusedInBody(outcomes: readonly Outcome[]): string[] {
	const refused = outcomes.filter(({ failure, saysFailed }) => !failure && saysFailed !== undefined);
	const member = refused[0]?.saysFailed;
	if (member === undefined) return [];
	const [says, fix] = REFUSALS[member];
	return [
		`${counted(refused.length, outcomes.length)}: the status is a success, but the ` +
			`response ${says}. ` +
			(fix === ''
				? OWN_RESULTS
				: `For these to fail, set Rule in the option Success Condition to ${fix}.`),
	];
}

/** Data that was sent, and a page for people that came back: most likely the URL is not the API's. */
export function webPages({ settings, outcomes }: RunSeen): string[] {
	const pages = outcomes.filter(({ failure, pageTitle }) => !failure && pageTitle !== undefined);
	const isRead = settings.method === 'GET' || settings.response.format === 'text';
	if (pages.length === 0 || isRead) return [];
	const { isOne, wayOut } = aWebPage(plainText(pages[0]?.pageTitle ?? ''));
	return [`${counted(pages.length, outcomes.length)}: the response ${isOne}. ${wayOut}`];
}

/** POSTs that a redirect turned into a GET. */
export function lostBodies(outcomes: readonly Outcome[]): string[] {
	const count = outcomes.filter(({ lostBody }) => lostBody).length;
	if (count === 0) return [];
	return [
		`${count} of ${outcomes.length} ${outcomes.length === 1 ? 'item was' : 'items were'} redirected (301 or 302) and ` +
			'followed with GET, so the body was not sent to the new address. If the address has moved, put the new one ' +
			'into URL: it is response.url in the output.',
	];
}

/** The first few names, and how many more there are. */
export function listed(names: readonly string[]): string {
	const told = names.slice(0, MOST_NAMES).map((name) => shorten(name));
	const others = names.length > told.length ? ` and ${names.length - told.length} more` : '';
	return told.join(', ') + others;
}
