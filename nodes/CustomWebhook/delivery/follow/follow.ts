import type { Delivered, OutgoingRequest, Responded } from '../types';
import { readPages } from './pages';
import { awaitResult } from './result';
import { Trail, type Asking } from './trail';
import type { Follow } from './types';

/**
 * Continues after an item's first response: waits for its result, reads the pages of its list. Returns the last
 * response, or the failure, then without a partial list.
 */
export async function followUp<B>(
	request: OutgoingRequest,
	first: Responded<B>,
	rules: Follow<B>,
	asking: Asking<B>,
): Promise<Delivered<B>> {
	const trail = new Trail(request, first, asking);
	try {
		if (rules.result) await awaitResult(trail, rules.result);
		if (rules.pages) await readPages(trail, rules.pages, rules.judge);
		else refuse(rules.judge(trail.last));
		return trail.delivered;
	} catch (thrown) {
		return trail.failed(thrown);
	}
}

function refuse(failure: Error | undefined): void {
	if (failure) throw failure;
}
