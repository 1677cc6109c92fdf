import type { IExecuteFunctions } from 'n8n-workflow';

import type { EgressGuard } from '../delivery';

/**
 * The operator's own guard over outgoing connections, where this n8n has one. It holds beside ours, whatever the
 * node's options say. Each origin is asked about once a run; each address at each connection.
 */
export function egressOf(context: IExecuteFunctions): EgressGuard | undefined {
	// Absent before n8n 2.
	const helpers = context.helpers as Partial<Pick<typeof context.helpers, 'getSecureEgressFilter'>>;
	const filter = helpers.getSecureEgressFilter?.('safe');
	if (!filter) return undefined;
	const judged = new Map<string, Promise<void>>();
	const judge = async (url: URL) => {
		const verdict = await filter.validateUrl(url);
		if (!verdict.ok) throw verdict.error;
	};
	return {
		checkUrl(url) {
			const known = judged.get(url.origin) ?? judge(url);
			judged.set(url.origin, known);
			return known;
		},
		checkAddress(address) {
			const verdict = filter.validateConnectionHost(address);
			if (!verdict.ok) throw verdict.error;
		},
	};
}
