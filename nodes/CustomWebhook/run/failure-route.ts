import type { IExecuteFunctions } from 'n8n-workflow';

import type { FailureRoute } from '../outcome';
import { isTool, type Settings } from '../settings';

/**
 * Where failed items go. An AI tool has no second output, so they stay on the first; if the node's own *On Error* asks
 * to continue, nothing stops; *Automatic* depends on whether Failure is connected.
 * @param isFailureConnected undefined if it cannot be known
 */
export function failureRoute(
	context: IExecuteFunctions,
	onFailure: Settings['onFailure'],
	isFailureConnected: boolean | undefined,
): FailureRoute {
	if (isTool(context)) return 'continue';
	if (onFailure === 'automatic') {
		const isLost = isFailureConnected === false && !context.continueOnFail();
		return isLost ? 'fail' : 'route';
	}
	if (onFailure === 'stop' && context.continueOnFail()) return 'route';
	return onFailure;
}
