import type { INodeExecutionData } from 'n8n-workflow';

import { WebhookFailure, isKind } from '../failure';
import { isObject, type JsonObject, type JsonValue } from '../formats/json';
import type { FailureVariables } from './failure-variables';
import { withFailureVariables, type Outcome } from './item-out';

/** The outcome of an item that a saved webhook returned for the item of this index; with a `failure`, it failed. */
export function returned(
	{ json, binary }: INodeExecutionData,
	index: number,
	variables: (report: { failure: JsonValue; response?: JsonValue }) => FailureVariables,
): Outcome {
	const item: INodeExecutionData = { json, pairedItem: { item: index } };
	if (binary) item.binary = binary;
	const { failure: report, response } = json as JsonObject;
	if (!report) return { item, attempts: 0 };
	const set = withFailureVariables(
		json as JsonObject,
		variables({ failure: report, ...(response === undefined ? {} : { response }) }).set,
	);
	return { item: { ...item, json: set.json }, failure: failureIn(report), attempts: 0 };
}

function failureIn(report: JsonValue): WebhookFailure {
	const { kind, message, retryable } = isObject(report) ? report : { message: report };
	return new WebhookFailure(
		isKind(kind) ? kind : 'response',
		typeof message === 'string' ? message : 'The saved webhook reported a failure',
		{ retryable: retryable === true },
	);
}
