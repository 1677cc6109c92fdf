import type { IExecuteFunctions } from 'n8n-workflow';

import { hintsOf, type RunSeen } from '../outcome';

/** The second of the node's outputs. */
const FAILURE_OUTPUT = 1;

/** Shows the hints of a run under the node's output, where this n8n can. */
export function addHints(
	context: IExecuteFunctions,
	run: Omit<RunSeen, 'node' | 'isFailureConnected'>,
): void {
	const { addExecutionHints } = context as Partial<Pick<IExecuteFunctions, 'addExecutionHints'>>;
	const seen = { ...run, node: context.getNode(), isFailureConnected: isFailureConnected(context) };
	addExecutionHints?.call(context, ...hintsOf(seen));
}

/** n8n's context has it at run time; the types for nodes leave it out. */
interface WithConnections {
	/** By input of the destination: where its items come from. */
	getConnections(
		destination: { name: string },
		connectionType: string,
	): Array<Array<{ node: string; index: number }> | null>;
}

/**
 * Whether something is connected to the Failure output. A run from the editor may see only the part of the workflow
 * that leads to this node, so there it is not known.
 */
function isFailureConnected(context: IExecuteFunctions): boolean | undefined {
	const { getConnections } = context as Partial<WithConnections>;
	if (context.getMode() === 'manual' || !getConnections) return undefined;
	const { name } = context.getNode();
	return context
		.getChildNodes(name)
		.flatMap((child) => getConnections.call(context, child, 'main'))
		.some((sources) => sources?.some(({ node, index }) => node === name && index === FAILURE_OUTPUT));
}
