import type { IExecuteFunctions } from 'n8n-workflow';

/** Whether an AI agent runs the node. */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
