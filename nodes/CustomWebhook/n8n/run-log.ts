import type { IExecuteFunctions } from 'n8n-workflow';

import type { WebhookFailure } from '../failure';
import { logDelivery, logRun, logUnsent, type LoggedDelivery, type LogPlan } from './log';

/** Failed deliveries with a line of their own: enough to see a pattern, without flooding the log. */
const MOST_WARNINGS = 20;

/** What a run writes to n8n's log: a line for the run, a warning for each of the first failures. */
export class RunLog {
	private readonly startedAt: number;
	private delivered = 0;
	private readonly failed = new Map<string, number>();
	private requests = 0;
	private retries = 0;
	private warnings = 0;

	/** @param now milliseconds since 1970 */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly now: () => number = Date.now,
	) {
		this.startedAt = now();
	}

	/** A request that was sent, for one item or for a batch. */
	delivery(delivery: LoggedDelivery): void {
		const { attempts, followed } = delivery.delivered;
		this.requests += attempts.length;
		this.retries += Math.max(0, attempts.length - (followed?.requests ?? 1));
		logDelivery(this.context, delivery, delivery.failure !== undefined && this.mayWarn());
	}

	/** An item that failed although its batch did not. */
	failedInBatch(delivery: LoggedDelivery): void {
		logDelivery(this.context, delivery, this.mayWarn());
	}

	/** An item that failed before it was sent. */
	unsent(plan: LogPlan, failure: WebhookFailure): void {
		logUnsent(this.context, plan, failure, this.mayWarn());
	}

	/** Counts an item that is done. */
	count({ failure }: { failure?: WebhookFailure | undefined }): void {
		if (failure) this.failed.set(failure.kind, (this.failed.get(failure.kind) ?? 0) + 1);
		else this.delivered++;
	}

	/** `delivered`, `failed`, or `mixed` if some items were delivered and some were not. */
	get outcome(): 'delivered' | 'failed' | 'mixed' {
		if (this.failed.size === 0) return 'delivered';
		return this.delivered === 0 ? 'failed' : 'mixed';
	}

	/** Writes the line of the run. */
	end(plan: LogPlan): void {
		const { delivered, failed, requests, retries, warnings } = this;
		const durationMs = this.now() - this.startedAt;
		const unwritten = Math.max(0, warnings - MOST_WARNINGS);
		logRun(this.context, plan, { delivered, failed, requests, retries, durationMs, unwritten });
	}

	private mayWarn(): boolean {
		return ++this.warnings <= MOST_WARNINGS;
	}
}
