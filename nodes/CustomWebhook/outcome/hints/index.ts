import { jsonInForm, typeOfAnotherBody, unescapedValues } from './body-type';
import { writtenByHand } from './by-hand';
import { fragmentOfStatus, pageHints, previewOfFirst } from './follow';
import {
	leftOverBraces,
	lookAlikeFields,
	missingValues,
	otherSyntax,
	spaceInUrl,
	typedHeaders,
} from './placeholders';
import { batchesLeftOff, emptyBody, insecureUrl, secretsInQuery, shortTimeout } from './request';
import { jsonSentAsForm, secretsInCommand } from './curl-command';
import { oddHeaderValues } from './header-values';
import { sharedKeys } from './keys';
import type { RunSeen } from './run-seen';
import { severalInValue } from './several-in-value';
import { odditiesOfForm, odditiesOfUrl } from './typed-url';
import { testRun } from './test-send';
import { lostBodies, lostBytes, refusedInBody, unreadBodies, unsetVariables, webPages } from './values';

export { failureHints, failureSummary } from './failures';
export type { RunSeen } from './run-seen';

/**
 * What a person should know after a run beside the failures, each in one line and once. Names and redacted reasons only:
 * no secrets.
 */
export function adviceOf(run: RunSeen): string[] {
	const { settings } = run;
	if (settings.operation === 'callSaved')
		return [...missingValues(run.missing, run.outcomes), ...run.remarks, ...nodeSettings(run)];
	return [
		...lostBodies(run.outcomes),
		...refusedInBody(run.outcomes),
		...webPages(run),
		...pageHints(run),
		...previewOnly(settings),
		...previewOfFirst(run),
		...testRun(run),
		...missingValues(run.missing, run.outcomes),
		...run.remarks,
		...unsetVariables(run.unset),
		...unreadBodies(run.outcomes),
		...lostBytes(run.outcomes),
		...otherSyntax(settings),
		...lookAlikeFields(settings, run.outcomes),
		...typedHeaders(settings),
		...sharedKeys(run),
		...leftOverBraces(settings),
		...writtenByHand(settings),
		...typeOfAnotherBody(settings),
		...unescapedValues(settings),
		...jsonInForm(settings),
		...severalInValue(settings),
		...oddHeaderValues(settings),
		...spaceInUrl(settings),
		...odditiesOfUrl(settings),
		...odditiesOfForm(settings),
		...fragmentOfStatus(settings),
		...emptyBody(settings),
		...batchesLeftOff(settings),
		...insecureUrl(settings),
		...secretsInQuery(settings),
		...secretsInCommand(settings),
		...jsonSentAsForm(settings),
		...shortTimeout(settings),
		...nodeSettings(run),
	];
}

function previewOnly({ operation }: RunSeen['settings']): string[] {
	if (operation !== 'preview') return [];
	return ['Preview only: nothing was sent. Set Operation to Send to deliver.'];
}

/** n8n's own settings of the node that do not do what their names promise here. */
function nodeSettings({ node, failureRoute }: RunSeen): string[] {
	const hints: string[] = [];
	if (node.retryOnFail && (failureRoute === 'route' || failureRoute === 'continue'))
		hints.push(
			'Retry On Fail (in Settings) does nothing, because failed items leave the node and do not fail it. ' +
				'Switch it off: the option Retry retries single items.',
		);
	if (node.onError === 'continueErrorOutput')
		hints.push(
			'On Error (in Settings) added a third output, which stays empty: failed items leave on Failure. ' +
				'Set On Error to Stop Workflow.',
		);
	return hints;
}
