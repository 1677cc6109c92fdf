import type { IExecuteFunctions } from 'n8n-workflow';

import type { Settings } from '../settings';

/**
 * What happens to failed items: they leave on Failure, stay with the others on Success, stop the workflow at once, or
 * fail the execution when all items are processed.
 */
export type FailureRoute = 'route' | 'continue' | 'stop' | 'fail';

/** Whether an AI agent runs the node. */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * Where failed items go, all things considered: as an AI tool there is no second output, so they stay on the first;
 * if the node's own *On Error* asks to go on, nothing stops; and *Automatic* goes by what is connected.
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
