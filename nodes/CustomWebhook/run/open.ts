import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { hasSharedRedis, type DeliveryPolicy } from '../delivery';
import { asFailure, WebhookFailure } from '../failure';
import { missingCredentials } from '../n8n';
import { firstReadableSettings, mistake } from '../settings';
import { descriptionOf } from './in-panel';
import { Run } from './run';

/**
 * Reads and checks the set-up, before any item is sent.
 * @throws NodeOperationError for a mistake in it: an unknown value, a missing credential
 */
export async function openRun(context: IExecuteFunctions): Promise<Run> {
	try {
		const { settings, dependsOnItem } = firstReadableSettings(context, context.getInputData().length);
		const [missing] = missingCredentials(context, settings);
		if (missing)
			throw new WebhookFailure(
				'credentials',
				`${missing.label} is on, but no credential is selected. Choose it below Authentication.`,
				{ field: missing.field },
			);
		refuseLoneScope(settings.policy);
		const run = new Run(context, settings, dependsOnItem);
		await run.open();
		return run;
	} catch (error) {
		throw setUpError(context, asFailure(error));
	}
}

/** A rate over all n8n processes needs the Redis that they share. */
function refuseLoneScope({ limitScope }: DeliveryPolicy): void {
	if (limitScope === 'process' || hasSharedRedis()) return;
	throw mistake(
		'options.limitScope',
		'"options.limitScope" is "workers", but no Redis is set. Set QUEUE_BULL_REDIS_HOST, as the queue mode does, or CUSTOM_WEBHOOK_REDIS_URL, or choose "process".',
	);
}

/** A mistake in the set-up as n8n shows it: with its field, and where it is in the panel. */
function setUpError(context: IExecuteFunctions, failure: WebhookFailure): NodeOperationError {
	const { message, field = '' } = failure;
	const description = descriptionOf(failure);
	return new NodeOperationError(
		context.getNode(),
		message.includes(field) ? message : `${message} ("${field}")`,
		description === undefined ? {} : { description },
	);
}
