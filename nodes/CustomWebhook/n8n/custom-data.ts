import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n keeps so much of a value. UTF-16 units. */
const MOST_UNITS = 255;

/**
 * Makes an execution findable in n8n's list, by the record and by what became of its items. n8n allows ten keys an
 * execution; these two are all that the node takes.
 * @param outcome `delivered`, `failed` or `mixed`
 */
export function makeFindable(context: IExecuteFunctions, record: string, outcome: string): void {
	const { customData } = context as Partial<Pick<IExecuteFunctions, 'customData'>>;
	customData?.set('webhook_record', record.slice(0, MOST_UNITS).toWellFormed());
	customData?.set('webhook_outcome', outcome);
}
