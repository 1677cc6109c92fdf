import type { OutgoingRequest } from '../delivery';
import type { ItemScope } from '../template';
import type { BatchPlan } from './batch';
import type { FileSource } from './files';

/** Makes the request of one item. Its templates are compiled once a run. */
export interface RequestPlan {
	/** @throws WebhookFailure `template` or `request`; then nothing has been sent */
	build(scope: ItemScope, files: FileSource): Promise<OutgoingRequest>;
	/** Only if items share requests. */
	readonly batch?: BatchPlan;
}
