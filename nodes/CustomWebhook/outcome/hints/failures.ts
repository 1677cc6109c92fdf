import type { FailureRoute, Outcome } from '../item-out';
import { counted } from './counted';
import { plainText } from './plain-text';

/** The longest message in a hint, in characters, and the longest fix, which says more; both are whole on the item. */
const MAX_MESSAGE = 250;
const MAX_FIX = 500;

/** n8n shows the Success tab first, which is empty if everything failed. */
const WHERE: Readonly<Record<FailureRoute, string>> = {
	route: ' See the Failure tab.',
	continue: ' See "failure" on each item.',
	stop: '',
	fail: '',
};

interface FailuresSeen {
	outcomes: readonly Outcome[];
	failureRoute: FailureRoute;
	isFailureConnected: boolean | undefined;
}

/** What failed and why, and whether failed items are lost. */
export function failureHints({ outcomes, failureRoute, isFailureConnected }: FailuresSeen): string[] {
	const summary = failureSummary(outcomes);
	if (summary === undefined) return [];
	const hints = [summary + WHERE[failureRoute]];
	if (failureRoute === 'route' && isFailureConnected === false)
		hints.push(
			'Nothing is connected to the Failure output, so failed items are lost to this workflow. ' +
				'Connect it, or change On Failure.',
		);
	return hints;
}

/** How many items failed, and the first reason with its fix; undefined if none failed. Without secrets. */
export function failureSummary(outcomes: readonly Outcome[]): string | undefined {
	const failed = outcomes.filter(({ failure }) => failure);
	const [first] = failed;
	if (!first) return undefined;
	const count = `${counted(failed.length, outcomes.length)} failed`;
	const kinds = countedKinds(failed);
	const reason = reasonOf(first);
	return kinds.length === 1
		? `${count}: ${reason}`
		: `${count} (${kinds.join(', ')}). The first: ${reason}`;
}

function countedKinds(failed: readonly Outcome[]): string[] {
	const kinds = failed.map(({ failure, statusCode }) =>
		failure?.kind === 'status' ? `status ${statusCode}` : failure?.kind,
	);
	return [...new Set(kinds)].map((kind) => `${kinds.filter((other) => other === kind).length} × ${kind}`);
}

/** As it is on the item, where secrets are hidden. */
function reasonOf({ item, failure }: Outcome): string {
	const told = item.json.failure as { message?: string; description?: string } | undefined;
	const [advice = ''] = (told?.description ?? '').split('\n');
	const message = asSentence(plainText(told?.message ?? failure?.kind ?? ''), MAX_MESSAGE);
	return advice === '' ? message : `${message} ${asSentence(plainText(advice), MAX_FIX)}`;
}

function asSentence(text: string, longest: number): string {
	if (text.length > longest) return `${text.slice(0, longest)}…${text.endsWith('"') ? '"' : ''}`;
	return /[.!?…]"?$/.test(text) ? text : `${text}.`;
}
