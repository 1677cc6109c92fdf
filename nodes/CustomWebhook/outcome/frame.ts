import type { INodeExecutionData } from 'n8n-workflow';

import type { JsonObject, JsonValue } from '../formats/json';
import type { EarlierLater } from './later';
import type { Redactor } from '../redact';
import type { Settings } from '../settings';

/** The parts of an outgoing item: the input, the sent request, and what the author wants to see. */
export interface OutcomeFrame {
	input: INodeExecutionData;
	index: number;
	settings: Settings;
	redactor: Redactor;
	/** If it is to be sent again later: the schedule, and the earlier tries. */
	later?: { schedule: readonly number[]; key: string; earlier: EarlierLater | undefined };
	/** The sent request, with its secrets. */
	sent?: { method: string; url: string };
	/** An incoming `later` that is invalid; it is kept unchanged. */
	changedLater?: JsonValue | undefined;
	/** The sent request, if the author wants it on the item; redacted. */
	request?: JsonObject;
	/** Where the item was in a batch; from 0. */
	batch?: { size: number; position: number };
	/** This item's own result in the response to the batch. */
	result?: JsonValue;
}
