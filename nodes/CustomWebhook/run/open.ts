import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { asFailure, WebhookFailure } from '../failure';
import { missingCredentials } from '../n8n';
import { panelPath } from '../properties';
import { firstReadableSettings } from '../settings';
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
			);
		const run = new Run(context, settings, dependsOnItem);
		await run.open();
		return run;
	} catch (error) {
		throw setUpError(context, asFailure(error));
	}
}

/** A mistake in the set-up as n8n shows it: with its field, and where it is in the panel. */
function setUpError(
	context: IExecuteFunctions,
	{ message, description, field = '' }: WebhookFailure,
): NodeOperationError {
	const place = panelPath(field);
	return new NodeOperationError(
		context.getNode(),
		message.includes(field) ? message : `"${field}": ${message}`,
		{ description: description ?? (place && `In the panel: ${place}`) },
	);
}
