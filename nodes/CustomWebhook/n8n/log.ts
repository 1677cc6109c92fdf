import type { IExecuteFunctions } from 'n8n-workflow';

import type { Delivered, Followed, HttpResponse, OutgoingRequest } from '../delivery';
import type { WebhookFailure } from '../failure';
import { fieldLabel, shorten } from '../formats';
import { type Redactor, redactBody } from '../redact';
import { shortened } from '../request';
import { judge, judgeResult, type DecodedBody } from '../response';
import type { JsonObject, JsonValue } from '../formats/json';
import type { Settings } from '../settings';

/** UTF-16 units of a URL that a line shows. */
const MOST_URL_UNITS = 1000;

/** The settings that an item's lines depend on. */
export interface LogPlan {
	settings: Settings;
	redactor: Redactor;
}

/** The logged data of a delivery. */
export interface LoggedDelivery {
	plan: LogPlan;
	request: OutgoingRequest;
	delivered: Delivered<DecodedBody>;
	failure?: WebhookFailure | undefined;
	/** The request as the item shows it, if the author wants to see it. */
	sent?: JsonObject | undefined;
	/** How many items share the request, if it is one of a batch. */
	items?: number;
	/** The failed item's own result in the response to a batch. */
	result?: JsonValue | undefined;
}

type Level = 'debug' | 'info' | 'warn';

/**
 * Writes a line for a delivery: a warning for a failure, else at debug level, or at info level if bodies are logged.
 * Secrets are removed. Bodies are in the line itself: n8n's console shows nothing else. Never throws: a log error must
 * not change a delivery.
 */
export function logDelivery(
	context: IExecuteFunctions,
	delivery: LoggedDelivery,
	isWarning = delivery.failure !== undefined,
): void {
	const { requestBody, responseBody } = delivery.plan.settings.logging;
	const level = requestBody || responseBody ? 'info' : 'debug';
	write(context, isWarning ? 'warn' : level, () => lineOf(context, delivery));
}

/**
 * Writes the line of an item that failed before it was sent. It names the place of the mistake only, because the
 * message may quote a field that is hidden in the log.
 */
export function logUnsent(
	context: IExecuteFunctions,
	{ settings, redactor }: LogPlan,
	{ kind, field, line, column }: WebhookFailure,
	isWarning = true,
): void {
	write(context, isWarning ? 'warn' : 'debug', () => {
		const place = [field && fieldLabel(field), line && `line ${line}`, column && `column ${column}`]
			.filter(Boolean)
			.join(', ');
		return inOneLine(
			redactor.text(
				`${nameOf(context, settings)}: ${settings.method} → ${kind}, not sent${place && `: ${place}`}`,
			),
		);
	});
}

/** The outcome of a run. */
export interface RunCounts {
	delivered: number;
	/** By kind of failure. */
	failed: ReadonlyMap<string, number>;
	requests: number;
	retries: number;
	durationMs: number;
	/** Failed items without a warning of their own. */
	unwritten: number;
}

/** Writes the one line of a run, and how many warnings were left out. */
export function logRun(context: IExecuteFunctions, { settings, redactor }: LogPlan, counts: RunCounts): void {
	const name = () => redactor.text(nameOf(context, settings));
	const { unwritten } = counts;
	if (unwritten > 0) write(context, 'warn', () => inOneLine(`${name()}: ${unwritten} more items failed`));
	write(context, 'info', () => inOneLine(`${name()}: ${summaryOf(counts)}`));
}

function summaryOf({ delivered, failed, requests, retries, durationMs }: RunCounts): string {
	const kinds = [...failed].map(([kind, count]) => `${count} × ${kind}`);
	const failures = [...failed.values()].reduce((sum, count) => sum + count, 0);
	return [
		`${delivered} delivered`,
		`${failures} failed${failures > 0 ? ` (${kinds.join(', ')})` : ''}`,
		`${requests} ${requests === 1 ? 'request' : 'requests'}`,
		`${retries} ${retries === 1 ? 'retry' : 'retries'}`,
		`${durationMs} ms`,
	].join(', ');
}

/** The line is only built if n8n writes it. */
function write(context: IExecuteFunctions, level: Level, makeLine: () => string): void {
	try {
		if (!isWritten(context, level)) return;
		const line = makeLine();
		context.logger[level]?.(line);
	} catch (error) {
		logBug(context, error);
	}
}

/** n8n's levels, the quietest first. */
const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'];

/** n8n's logger knows its level; the types for nodes leave it out. */
function isWritten({ logger }: IExecuteFunctions, level: Level): boolean {
	const set = LEVELS.indexOf(String((logger as { level?: unknown }).level));
	return set === -1 || LEVELS.indexOf(level) <= set;
}

function nameOf(context: IExecuteFunctions, { webhookName }: Settings): string {
	return webhookName || context.getNode().name;
}

/** Says where in the code a bug is, and nothing of the data: its message may quote anything. */
export function logBug(context: IExecuteFunctions, error: unknown): void {
	const { name, stack = '' } = error instanceof Error ? error : new Error();
	const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
	context.logger.error(inOneLine([`Custom Webhook: ${name}`, ...places].join('\n')));
}

function lineOf(
	context: IExecuteFunctions,
	{ plan, request, delivered, failure, sent, items, result: own }: LoggedDelivery,
): string {
	const { settings, redactor } = plan;
	const { response, attempts, durationMs, followed } = delivered;
	const result = response ? String(response.statusCode) : (failure?.kind ?? '');
	const tries = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
	const shared = items === undefined ? '' : `, ${items} ${items === 1 ? 'item' : 'items'}`;
	const reason = failure ? `: ${redactor.message(reasonOf(failure, plan, response, own))}` : '';
	const line = redactor.text(
		`${nameOf(context, settings)}: ${request.method} ${shorten(redactor.url(request.url), MOST_URL_UNITS)} → ${result}, ${tries}${followedBy(followed)}, ${durationMs} ms${shared}${reason}`,
	);
	const bodies: string[] = [];
	if (typeof sent?.body === 'string') bodies.push(`request body: ${sent.body}`);
	if (settings.logging.responseBody && response?.body)
		bodies.push(`response body: ${loggedBody(response, redactor)}`);
	return inOneLine([line, ...bodies].join(', '));
}

/** With a comma in front. */
function followedBy({ pages, polls }: Partial<Followed> = {}): string {
	const count = (number: number, one: string, many: string) => `, ${number} ${number === 1 ? one : many}`;
	return [
		pages === undefined ? '' : count(pages, 'page', 'pages'),
		polls === undefined ? '' : count(polls, 'poll', 'polls'),
	].join('');
}

/**
 * Why a delivery failed. The message on the item quotes the response unchanged; here it is made from the response
 * without the values of hidden fields.
 */
function reasonOf(
	failure: WebhookFailure,
	{ settings, redactor }: LogPlan,
	response?: HttpResponse<DecodedBody>,
	own?: JsonValue,
): string {
	if (!response || (failure.kind !== 'status' && failure.kind !== 'rule')) return failure.message;
	if (own !== undefined) return judgeResult(settings.success, redactor.shown(own))?.message ?? failure.kind;
	const told = judge(
		settings.success,
		{ ...response, body: shownBody(response, redactor) },
		{ ...settings.policy.retry, when: settings.retryWhen },
	);
	return told?.message ?? failure.kind;
}

/** Text as it is, anything else as JSON, a file by its size. */
function loggedBody(response: HttpResponse<DecodedBody>, redactor: Redactor): string {
	if (response.body?.file) return `(${response.body.file.bytes} bytes)`;
	const body = shownBody(response, redactor);
	if (body === null) return '(none)';
	return shortened(typeof body === 'string' ? body : JSON.stringify(body));
}

/** The body without the values of hidden fields. */
function shownBody({ body, headers }: HttpResponse<DecodedBody>, redactor: Redactor): JsonValue {
	const value = body?.body ?? null;
	if (typeof value !== 'string') return redactor.shown(value);
	return redactBody(value, String(headers['content-type'] ?? ''), redactor);
}

/** Text of a service must not look like a separate line of the log. */
function inOneLine(text: string): string {
	return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
