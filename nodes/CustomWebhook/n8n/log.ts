import type { IExecuteFunctions } from 'n8n-workflow';

import type { Delivered, OutgoingRequest } from '../delivery';
import type { WebhookFailure } from '../failure';
import type { Redactor } from '../redact';
import { redactBody } from '../redact/body';
import { shortened } from '../request';
import type { JsonObject } from '../response';
import type { DecodedBody } from '../response/types';
import type { Settings } from '../settings';

/** What the lines of an item depend on. */
export interface LogPlan {
	settings: Settings;
	redactor: Redactor;
}

/** What is told of a delivery. */
export interface LoggedDelivery {
	plan: LogPlan;
	request: OutgoingRequest;
	delivered: Delivered<DecodedBody>;
	failure?: WebhookFailure;
	/** The request as it stands on the item, where the author wants to see it. */
	sent?: JsonObject;
}

/**
 * Writes one line a delivery to n8n's log: `info`, or `warn` for a failure. Secrets are taken out. Bodies stand in
 * the line itself: n8n's console shows nothing else. Never throws: what was delivered stays so, whatever the log does.
 */
export function logDelivery(context: IExecuteFunctions, delivery: LoggedDelivery): void {
	write(context, delivery.failure ? 'warn' : 'info', () => lineOf(context, delivery));
}

/**
 * Writes the warning of an item that failed before it was sent. The mistake is told by its place: its message may quote
 * a field that is hidden in the log.
 */
export function logUnsent(
	context: IExecuteFunctions,
	{ settings, redactor }: LogPlan,
	{ kind, field, line, column }: WebhookFailure,
): void {
	const place = [field, line && `line ${line}`, column && `column ${column}`].filter(Boolean).join(', ');
	write(context, 'warn', () =>
		inOneLine(
			redactor.text(
				`${nameOf(context, settings)}: ${settings.method} → ${kind}, not sent${place && `: ${place}`}`,
			),
		),
	);
}

function write(context: IExecuteFunctions, level: 'info' | 'warn', makeLine: () => string): void {
	try {
		context.logger[level](makeLine());
	} catch (error) {
		logBug(context, error);
	}
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
	{ plan, request, delivered, failure, sent }: LoggedDelivery,
): string {
	const { settings, redactor } = plan;
	const { answer, attempts, durationMs } = delivered;
	const result = answer ? String(answer.statusCode) : (failure?.kind ?? '');
	const tries = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
	const reason = failure ? `: ${redactor.message(failure.message)}` : '';
	const line = redactor.text(
		`${nameOf(context, settings)}: ${request.method} ${redactor.url(request.url)} → ${result}, ${tries}, ${durationMs} ms${reason}`,
	);
	const bodies: string[] = [];
	if (typeof sent?.body === 'string') bodies.push(`request body: ${sent.body}`);
	const received = settings.logging.responseBody && answer?.body;
	if (received)
		bodies.push(`response body: ${loggedBody(received, answer.headers['content-type'], redactor)}`);
	return inOneLine([line, ...bodies].join(', '));
}

/** Text as it is, anything else as JSON, a file by its size. */
function loggedBody(
	{ body, file }: DecodedBody,
	contentType: string | string[] | undefined,
	redactor: Redactor,
): string {
	if (file) return `(${file.bytes} bytes)`;
	if (body === null) return '(none)';
	const text =
		typeof body === 'string'
			? redactBody(body, String(contentType ?? ''), redactor)
			: JSON.stringify(redactor.shown(body));
	return shortened(text);
}

/** What a service sent must not look like a line of its own. */
function inOneLine(text: string): string {
	return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
