import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import type { Delivered, Followed, Responded } from '../delivery';
import { asFailure, isKind, type WebhookFailure } from '../failure';
import type { FailureVariables } from './failure-variables';
import type { OutcomeFrame } from './frame';
import { isLater, nextLater, type EndedTry } from './later';
import type { Redactor } from '../redact';
import {
	addVariables,
	isInReport,
	saysFailed,
	saysPartlyFailed,
	webPageTitle,
	type Denial,
	type MappedVariables,
	type DecodedBody,
	type PagesSeen,
} from '../response';
import { isObject, setOwn, type JsonObject, type JsonValue } from '../formats/json';
import type { Settings } from '../settings';
import { attemptsOf, responseOf, type Received } from './response-out';

/** The outcome of one item: the item that leaves, and why it failed, if it did. */
export interface Outcome {
	item: INodeExecutionData;
	failure?: WebhookFailure;
	/** Of the response that came with the failure. */
	statusCode?: number;
	/** Why a body with a type of JSON or XML stayed text; without secrets. */
	parseError?: string;
	/** Whether bytes of a success's body are not valid in its charset. */
	hasLostBytes?: true | undefined;
	/** The member by which the body of a success says that it is none, or none for some of what was sent. */
	saysFailed?: Denial | 'result' | 'some' | 'someInBatch' | undefined;
	/** Of a success whose body is a web page: its title, which may be empty; without secrets. */
	pageTitle?: string;
	/** Whether a redirect turned the POST into a GET. */
	lostBody?: true | undefined;
	/** Whether the request was only shown. */
	isPreview?: true;
	/** The requests that followed, if there were to be any. */
	followed?: Followed & Partial<PagesSeen>;
	/** How often the request was sent; 0 if not at all. */
	attempts: number;
}

/**
 * What happens to failed items: they leave on Failure, stay with the others on Success, stop the workflow at once, or
 * fail the execution when all items are processed.
 */
export type FailureRoute = 'route' | 'continue' | 'stop' | 'fail';

/** An item for Success. */
export function succeeded(
	frame: OutcomeFrame,
	delivered: Responded<DecodedBody<IBinaryData>>,
	variables: MappedVariables,
): Outcome {
	const { settings, redactor } = frame;
	const { response } = delivered;
	const shown = redacted(variables, redactor);
	const json = withName(
		addVariables(base(frame), shown),
		settings.webhookName,
		redactor.value(response.body?.body ?? null),
	);
	if (settings.response.output !== 'variables') json.response = responseOf(frame, delivered, true);
	const inReport = shown.filter(({ target }) => isInReport(target));
	const outcome: Outcome = {
		item: leave(frame, addVariables(json, inReport), response),
		attempts: delivered.attempts.length,
		lostBody: response.lostBody,
		hasLostBytes: response.body?.hasLostBytes,
	};
	if (delivered.followed) outcome.followed = delivered.followed;
	if (settings.success.rule === 'auto') outcome.saysFailed = denialIn(response.body?.body ?? null, frame);
	const title = webPageTitle(response.body?.body ?? null);
	if (title !== undefined) outcome.pageTitle = redactor.message(title);
	const parseError = response.body?.parseError;
	if (parseError !== undefined) outcome.parseError = redactor.message(parseError);
	return outcome;
}

/** What a body says of a failure, unless the item has its own result in it. */
function denialIn(body: JsonValue, { settings, batch, result }: OutcomeFrame): Outcome['saysFailed'] {
	const isRead = settings.method === 'GET' || settings.method === 'HEAD';
	const denial = saysFailed(body);
	if (denial !== undefined || isRead || result !== undefined || !saysPartlyFailed(body)) return denial;
	return batch ? 'someInBatch' : 'some';
}

/** An item that failed, whichever output it leaves on. */
export function failed(
	frame: OutcomeFrame,
	failure: WebhookFailure,
	variables: FailureVariables,
	delivered?: Delivered<DecodedBody<IBinaryData>>,
): Outcome {
	const response = delivered?.response;
	const shown = redacted(variables.set, frame.redactor);
	const { json, leftOut } = withFailureVariables(base(frame), shown);
	const described = describe(failure, [...variables.leftOut, ...leftOut], frame.redactor);
	if (response) described.statusCode = response.statusCode;
	else if (!isLean(frame.settings.response)) described.attempts = attemptsOf(delivered?.attempts ?? []);
	const { later, changedLater } = frame;
	if (changedLater !== undefined) described.later = changedLater;
	if (later && (failure.retryable || later.earlier)) {
		const { attempts = [], mayHaveActed = false } = delivered ?? {};
		const ended: EndedTry = { failure, statusCode: response?.statusCode, attempts, mayHaveActed };
		const { sent, redactor } = frame;
		if (sent) ended.request = { method: sent.method, url: redactor.url(sent.url) };
		const next = nextLater(later.schedule, later.key, later.earlier, ended, Date.now());
		// the same message as the failure's, without the rest of a secret at a cut
		next.last.message = described.message as string;
		described.later = frame.redactor.value<JsonObject>(next);
	}
	const report = putFirst('failure', described, json);
	const shownResponse = failedResponse(frame, delivered);
	if (shownResponse) report.response = shownResponse;
	const inReport = shown.filter(({ target }) => isInReport(target));
	const item = leave(frame, withFailureVariables(report, inReport).json, response);
	const outcome: Outcome = { item, failure, attempts: delivered?.attempts.length ?? 0 };
	if (response) Object.assign(outcome, { statusCode: response.statusCode, lostBody: response.lostBody });
	return outcome;
}

/** What an item that failed will say of its delivery, for its failure variables. */
export function reportOf(
	frame: OutcomeFrame,
	failure: WebhookFailure,
	delivered?: Delivered<DecodedBody<IBinaryData>>,
): JsonObject {
	const described = describe(failure, [], frame.redactor);
	if (delivered?.response) described.statusCode = delivered.response.statusCode;
	const response = failedResponse(frame, delivered);
	return { failure: described, ...(response ? { response } : {}) };
}

/** The response that came with a failure, as the item has it. */
function failedResponse(
	frame: OutcomeFrame,
	delivered?: Delivered<DecodedBody<IBinaryData>>,
): JsonObject | undefined {
	if (!delivered?.response) return undefined;
	return responseOf(frame, { ...delivered, response: delivered.response }, false);
}

/** An item of a preview. */
export function previewed(frame: OutcomeFrame, request: JsonObject): Outcome {
	const item = leave(frame, putFirst('request', request, base(frame)));
	return { item, attempts: 0, isPreview: true };
}

/** n8n shows members in order, and this node's report should come before the input. */
function putFirst(name: string, value: JsonObject, json: JsonObject): JsonObject {
	const others = { ...json };
	delete others[name];
	return { [name]: value, ...others };
}

const redacted = (variables: MappedVariables, redactor: Redactor): MappedVariables =>
	variables.map((variable) => ({ ...variable, value: redactor.value(variable.value) }));

/** The item with all variables that fit into it, and why the others do not. */
export function withFailureVariables(
	json: JsonObject,
	variables: MappedVariables,
): { json: JsonObject; leftOut: string[] } {
	const leftOut: string[] = [];
	const set = variables.reduce((item, variable) => {
		try {
			return addVariables(item, [variable]);
		} catch (error) {
			leftOut.push(asFailure(error).message);
			return item;
		}
	}, json);
	return { json: set, leftOut };
}

/**
 * A failure as shown on the item.
 * @param leftOut why failure variables are not on it
 */
function describe(failure: WebhookFailure, leftOut: readonly string[], redactor: Redactor): JsonObject {
	const { kind, message, retryable, retryAfterMs, line, column } = failure;
	const field = failure.field === undefined ? undefined : redactor.text(failure.field);
	const described: JsonObject = { kind, message: redactor.message(message) };
	const notes = leftOut.map((why) => `A failure variable is left out: ${why}`);
	const description = [failure.description, ...notes].filter((text) => text !== undefined).join('\n');
	if (description !== '') described.description = redactor.message(description);
	described.retryable = retryable;
	for (const [name, value] of Object.entries({ retryAfterMs, field, line, column }))
		if (value !== undefined) described[name] = value;
	return described;
}

function base({ input, settings, request, later }: OutcomeFrame): JsonObject {
	const json = settings.response.includeInput ? withoutEarlierReport(input.json as JsonObject) : {};
	if (later && isLater(json.later)) delete json.later;
	if (request) json.request = request;
	return json;
}

/**
 * A copy of the input's fields, without what an earlier Custom Webhook reported of its own delivery: an old failure
 * or response would mislead the next steps. An author's own fields of these names stay.
 */
function withoutEarlierReport(json: JsonObject): JsonObject {
	// not by spreading: Node 20 takes 10 µs for each member that is then added; but assigning would set a prototype
	const kept = Object.hasOwn(json, '__proto__') ? { ...json } : Object.assign({}, json);
	const { failure, response } = json;
	if (isObject(failure) && isKind(failure.kind) && typeof failure.retryable === 'boolean')
		delete kept.failure;
	if (isObject(response) && typeof response.ok === 'boolean') {
		const isReport = typeof response.statusCode === 'number' || Array.isArray(response.attempts);
		if (isReport) delete kept.response;
	}
	return kept;
}

/** Adds the response body under the webhook's name. */
function withName(json: JsonObject, name: string, body: JsonObject[string]): JsonObject {
	if (name === '') return json;
	const data: JsonObject = isObject(json.data) ? { ...json.data } : {};
	setOwn(data, name, body);
	json.data = data;
	return json;
}

/** Whether a model reads the item and is to see little of it. */
const isLean = ({ output, longestForModel }: Settings['response']) =>
	longestForModel !== undefined && output !== 'full';

function leave(
	{ input, index, settings }: OutcomeFrame,
	json: JsonObject,
	response?: Received,
): INodeExecutionData {
	const item: INodeExecutionData = { json, pairedItem: { item: index } };
	const { file, files } = response?.body ?? {};
	if (input.binary || file || files)
		item.binary = {
			...input.binary,
			...files,
			...(file ? { [settings.response.binaryProperty]: file.stored } : {}),
		};
	return item;
}
