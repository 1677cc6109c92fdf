import type { IExecuteFunctions } from 'n8n-workflow';

/** The node's outputs, by n8n's numbers. */
export const SUCCESS_OUTPUT = 0;
export const FAILURE_OUTPUT = 1;

/** Members of n8n's contexts that the types for nodes leave out. */
interface WithConnections {
	/** By input of the destination: where its items come from. */
	getConnections(
		destination: { name: string },
		connectionType: string,
	): Array<Array<{ node: string; index: number }> | null>;
	helpers?: { getSecureEgressFilter?: unknown };
}

/** Whether something is connected to the Failure output; undefined if it cannot be known. */
export function isFailureConnected(context: IExecuteFunctions): boolean | undefined {
	return isConnected(context, FAILURE_OUTPUT);
}

/**
 * Whether something is connected to an output; undefined if it cannot be known. n8n 1 runs a single step in the
 * editor with only the steps before it, so a node without followers tells nothing there.
 */
export function isConnected(context: IExecuteFunctions, output: number): boolean | undefined {
	const { getConnections, helpers } = context as Partial<WithConnections>;
	if (!getConnections) return undefined;
	const { name } = context.getNode();
	const children = context.getChildNodes(name);
	const isPart = context.getMode() === 'manual' && !helpers?.getSecureEgressFilter;
	if (children.length === 0 && isPart) return undefined;
	return children
		.flatMap((child) => getConnections.call(context, child, 'main'))
		.some((sources) => sources?.some(({ node, index }) => node === name && index === output));
}
