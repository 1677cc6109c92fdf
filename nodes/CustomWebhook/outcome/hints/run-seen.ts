import type { INode } from 'n8n-workflow';

import type { Settings } from '../../settings';
import type { FailureRoute, Outcome } from '../item-out';

/** The data of a run that hints are made from. */
export interface RunSeen {
	settings: Pick<
		Settings,
		| 'operation'
		| 'requestFrom'
		| 'method'
		| 'url'
		| 'authentication'
		| 'queryParameters'
		| 'headers'
		| 'userAndPassword'
		| 'proxyPassword'
		| 'body'
		| 'templates'
		| 'areBatchesForgotten'
		| 'test'
		| 'pagination'
		| 'result'
		| 'idempotency'
	> & {
		policy: Pick<Settings['policy'], 'timeoutMs'>;
		response: Pick<Settings['response'], 'format'>;
	};
	node: Pick<INode, 'retryOnFail' | 'onError'>;
	outcomes: readonly Outcome[];
	failureRoute: FailureRoute;
	/** Placeholders without a value in any item. */
	missing: readonly string[];
	/** What is to be known of how the items were rendered. */
	remarks: readonly string[];
	/** Why response variables had no value in any response; one sentence each. */
	unset: readonly string[];
	/** Items that were sent with the idempotency key of another item, but with other data. */
	repeatedKeys: number;
	/** Undefined if it cannot be known. */
	isFailureConnected: boolean | undefined;
}
