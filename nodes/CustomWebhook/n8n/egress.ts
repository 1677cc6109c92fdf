import type { ICredentialTestFunctions, IExecuteFunctions } from 'n8n-workflow';

import type { EgressGuard } from '../delivery';

/**
 * The operator's own guard over outgoing connections, if this n8n has one. It applies in addition to ours, whatever the
 * options are. Each origin is checked once a run, each address at each connection.
 */
export function egressOf(context: IExecuteFunctions): EgressGuard | undefined {
	// Absent before n8n 2.
	const helpers = context.helpers as Partial<Pick<typeof context.helpers, 'getSecureEgressFilter'>>;
	const filter = helpers.getSecureEgressFilter?.('safe');
	if (!filter) return undefined;
	/** By origin; undefined for one that is known to be allowed. */
	const judged = new Map<string, Promise<void> | undefined>();
	const judge = async (url: URL) => {
		const verdict = await filter.validateUrl(url);
		if (!verdict.ok) throw verdict.error;
		judged.set(url.origin, undefined);
	};
	return {
		checkUrl(url) {
			const { origin } = url;
			if (!judged.has(origin)) judged.set(origin, judge(url));
			return judged.get(origin);
		},
		checkAddress(address) {
			const verdict = filter.validateConnectionHost(address);
			if (!verdict.ok) throw verdict.error;
		},
	};
}

/** n8n reads it at its start (https://docs.n8n.io/hosting/securing/). Older versions do not know it. */
const GUARD_IS_ON = 'N8N_SSRF_PROTECTION_ENABLED';

/** A host that no URL has: `.invalid` is reserved (RFC 2606, section 2). */
const NO_HOST = 'nothing.invalid';

/**
 * The operator's guard for the Test of a credential, in which n8n gives no filter. Its own request helper asks the guard, then
 * whether the host is among the allowed ones, and only then sends: so a request that allows no host asks the guard, and
 * sends nothing.
 */
export function egressOfTest(
	{ helpers }: ICredentialTestFunctions,
	environment: Readonly<Record<string, string | undefined>> = process.env,
): EgressGuard | undefined {
	if (environment[GUARD_IS_ON] === undefined) return undefined;
	return {
		async checkUrl(url) {
			try {
				await helpers.request({ uri: url.href, method: 'HEAD', allowedDomains: NO_HOST });
			} catch (error) {
				if (isRefusal(error)) throw error;
			}
		},
	};
}

/** `SsrfBlockedIpError`, `SsrfBlockedHostnameError`. */
function isRefusal(error: unknown): error is Error {
	return error instanceof Error && error.name.startsWith('Ssrf');
}
