import type { IBinaryData } from 'n8n-workflow';

import type { Delivered } from '../delivery';
import type { WebhookFailure } from '../failure';
import { judge, type DecodedBody } from '../response';
import type { Settings } from '../settings';

/** Why a delivery is not a success by these settings; undefined if it is one. */
export function failureOf(
	delivered: Delivered<DecodedBody<IBinaryData>>,
	{ success, policy, retryWhen, batch }: Settings,
): WebhookFailure | undefined {
	if (delivered.failure) return delivered.failure;
	const { body, file, soapFault, failure } = delivered.answer.body ?? { body: null };
	// the path is applied to the result of each item
	const rule = success.rule === 'path' && batch?.answers ? 'statusOnly' : success.rule;
	const verdict = judge(
		{ ...success, rule },
		{ ...delivered.answer, body, isFile: file !== undefined, soapFault },
		{
			isRetryable: policy.retry.isRetryable,
			retryAfterMs: delivered.retryAfterMs,
			notRepeated: delivered.notRepeated,
			when: retryWhen,
		},
	);
	return verdict ?? failure;
}
