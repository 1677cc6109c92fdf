import type { IExecuteFunctions } from 'n8n-workflow';

/** Shows hints under the node's output, if this n8n can. */
export function showHints(context: IExecuteFunctions, messages: readonly string[]): void {
	const { addExecutionHints } = context as Partial<Pick<IExecuteFunctions, 'addExecutionHints'>>;
	addExecutionHints?.call(
		context,
		...messages.map((message) => ({
			message,
			type: 'warning' as const,
			location: 'outputPane' as const,
		})),
	);
}
