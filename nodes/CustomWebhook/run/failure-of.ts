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
	const { statusCode, statusMessage, headers, notFollowed, body: decoded } = delivered.response;
	const { body, file, soapFault, failure } = decoded ?? { body: null };
	// the path is applied to the result of each item
	const isEachJudged = success.rule === 'path' && batch?.results !== undefined;
	const verdict = judge(
		isEachJudged ? { ...success, rule: 'statusOnly' } : success,
		{ statusCode, statusMessage, headers, notFollowed, body, isFile: file !== undefined, soapFault },
		{
			isRetryable: policy.retry.isRetryable,
			retryAfterMs: delivered.retryAfterMs,
			notRepeated: delivered.notRepeated,
			when: retryWhen,
		},
	);
	return verdict ?? failure;
}
