import type { IExecuteFunctions } from 'n8n-workflow';

/** Key of a call's data in n8n's store of the node, which lasts as long as the execution. */
const KEY = 'customWebhookData';

/**
 * Evaluates the code of one placeholder for an item; with `data`, JSON text, the code is a function of the parsed data.
 */
export type Evaluate = (code: string, itemIndex: number, data?: string) => unknown;

/**
 * n8n's evaluator. Data goes through the node's store, because n8n caches each code for ever, so code must not contain
 * data of an item. The call is synchronous, so no other call can see the data.
 */
export function evaluatorOf(context: IExecuteFunctions): Evaluate {
	// a node's name may hold a }}, which would end the placeholder
	const name = JSON.stringify(context.getNode().name).replaceAll('}', '\\u007d').replaceAll('{', '\\u007b');
	return (code, itemIndex, data) => {
		if (data === undefined) return context.evaluateExpression(`{{${code}}}`, itemIndex);
		const store = context.getContext('node');
		store[KEY] = data;
		try {
			return context.evaluateExpression(
				`{{ (${code})(JSON.parse($(${name}).context.${KEY})) }}`,
				itemIndex,
			);
		} finally {
			delete store[KEY];
		}
	};
}
