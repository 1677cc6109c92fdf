import type { IExecuteFunctions } from 'n8n-workflow';

/** The longest value that n8n keeps, in UTF-16 units. */
const MOST_UNITS = 255;

/**
 * Makes an execution findable in n8n's list, by the record and the outcome of its items. n8n allows ten keys for
 * an execution; the node uses only these two.
 * @param outcome `delivered`, `failed` or `mixed`
 */
export function makeFindable(context: IExecuteFunctions, record: string, outcome: string): void {
	const { customData } = context as Partial<Pick<IExecuteFunctions, 'customData'>>;
	customData?.set('webhook_record', record.slice(0, MOST_UNITS).toWellFormed());
	customData?.set('webhook_outcome', outcome);
}
