import type { IExecuteFunctions } from 'n8n-workflow';

import type { Delivered, OutgoingRequest } from '../delivery';
import type { WebhookFailure } from '../failure';
import type { Redactor } from '../redact';
import { shortened } from '../request';
import type { JsonObject } from '../response';
import type { DecodedBody } from '../response/types';
import type { Settings } from '../settings';

/** Writes one line a delivery to n8n's log: `info`, or `warn` for a failure. Secrets are taken out. */
export function logDelivery(
	context: IExecuteFunctions,
	{ settings, redactor }: { settings: Settings; redactor: Redactor },
	request: OutgoingRequest,
	{ answer, attempts, durationMs }: Delivered<DecodedBody>,
	failure: WebhookFailure | undefined,
	sent: JsonObject | undefined,
): void {
	const name = settings.webhookName || context.getNode().name;
	const result = answer ? String(answer.statusCode) : (failure?.kind ?? '');
	const tries = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
	const reason = failure ? `: ${failure.message}` : '';
	const line = redactor.text(
		`${name}: ${request.method} ${redactor.url(request.url)} → ${result}, ${tries}, ${durationMs} ms${reason}`,
	);
	const details: JsonObject = {};
	if (sent) details.requestBody = sent.body ?? null;
	if (settings.logging.responseBody && answer?.body)
		details.responseBody = shortened(JSON.stringify(redactor.shown(answer.body.body)));
	if (failure) context.logger.warn(line, details);
	else context.logger.info(line, details);
}
