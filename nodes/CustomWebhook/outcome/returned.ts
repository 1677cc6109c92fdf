import type { INodeExecutionData } from 'n8n-workflow';

import { WebhookFailure, isKind } from '../failure';
import { isObject, type JsonObject, type JsonValue } from '../formats/json';
import type { FailureVariables } from './failure-variables';
import { withFailureVariables, type Outcome } from './item-out';

/** The outcome of an item that a saved webhook returned for the item of this index. */
export function returned(
	{ json, binary }: INodeExecutionData,
	index: number,
	hasFailed: boolean,
	variables: (report: { failure: JsonValue; response?: JsonValue }) => FailureVariables,
): Outcome {
	const item: INodeExecutionData = { json, pairedItem: { item: index } };
	if (binary) item.binary = binary;
	const { failure: report = null, response } = json as JsonObject;
	if (!hasFailed) return { item, attempts: 0 };
	const set = withFailureVariables(
		json as JsonObject,
		variables({ failure: report, ...(response === undefined ? {} : { response }) }).set,
	);
	const outcome: Outcome = { item: { ...item, json: set.json }, failure: failureIn(report), attempts: 0 };
	const statusCode = isObject(report) ? report.statusCode : undefined;
	return typeof statusCode === 'number' ? { ...outcome, statusCode } : outcome;
}

function failureIn(report: JsonValue): WebhookFailure {
	const { kind, message, retryable } = isObject(report) ? report : { message: report };
	return new WebhookFailure(
		isKind(kind) ? kind : 'response',
		typeof message === 'string' ? message : 'The saved webhook reported a failure',
		{ retryable: retryable === true },
	);
}
