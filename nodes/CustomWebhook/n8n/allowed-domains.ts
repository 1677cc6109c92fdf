import type { CredentialData } from '../request';

/**
 * n8n's "Allowed HTTP Request Domains" of a credential, with n8n's own rules: a name means that host,
 * `*.example.com` every name below it. n8n does not check it for a node that sends its own requests.
 */
export function isAllowedHost(data: CredentialData, url: URL): boolean {
	if (data.allowedHttpRequestDomains === 'none') return false;
	if (data.allowedHttpRequestDomains !== 'domains') return true;
	const host = withoutFinalDot(url.hostname);
	return String(data.allowedDomains ?? '')
		.split(',')
		.map((domain) => withoutFinalDot(domain.trim()))
		.filter((domain) => domain !== '')
		.some((domain) =>
			domain.startsWith('*.') ? domain.length > 2 && host.endsWith(domain.slice(1)) : host === domain,
		);
}

const withoutFinalDot = (name: string) => name.toLowerCase().replace(/\.$/, '');
