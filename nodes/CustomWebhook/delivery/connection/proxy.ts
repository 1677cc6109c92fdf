/** Which proxy a URL goes through: the author's, or the one of the environment. Pure. */
import { isIP } from 'node:net';

import ipaddr from 'ipaddr.js';

import { WebhookFailure } from '../../failure';
import { bareHost } from './guard';

export interface Proxy {
	secure: boolean;
	hostname: string;
	port: number;
	/** As messages name it: host and port, nothing secret. */
	label: string;
	/** The value of `Proxy-Authorization`, where the proxy's URL has a user name. */
	authorization?: string;
	/** Whether it comes from the author's option: such a proxy is judged by the guard like a target. */
	fromOption: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a URL, or undefined where it is called directly.
 * Without the option, `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` hold, lower case before upper case.
 *
 * @throws WebhookFailure (`request`) where the proxy's URL cannot be used
 */
export function proxyFor(url: URL, option: string | undefined, environment: Environment): Proxy | undefined {
	if (option?.trim()) return parseProxy(option.trim(), true);
	const variable = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
	const address = read(environment, variable) || read(environment, 'ALL_PROXY');
	if (!address || isExempt(url, read(environment, 'NO_PROXY'))) return undefined;
	return parseProxy(address, false);
}

/** @throws WebhookFailure (`request`) where the text is no http or https URL */
export function parseProxy(text: string, fromOption: boolean): Proxy {
	const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
	const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol) || !url.hostname) {
		throw new WebhookFailure(
			'request',
			'The proxy is not an http or https URL, such as http://proxy.example.com:3128',
			{
				field: fromOption ? 'options.proxy' : undefined,
				description: fromOption ? undefined : 'It comes from the environment that n8n runs in.',
			},
		);
	}
	const secure = url.protocol === 'https:';
	const port = Number(url.port) || (secure ? 443 : 80);
	return {
		secure,
		hostname: bareHost(url.hostname),
		port,
		label: `${url.hostname}:${port}`,
		...(url.username || url.password ? { authorization: basic(url) } : {}),
		fromOption,
	};
}

function basic(url: URL): string {
	const user = `${decode(url.username)}:${decode(url.password)}`;
	return `Basic ${Buffer.from(user, 'utf8').toString('base64')}`;
}

/** Percent-decoded; a stray `%` in a password is a `%`. */
function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function read(environment: Environment, name: string): string {
	return (environment[name.toLowerCase()] || environment[name] || '').trim();
}

/**
 * Whether NO_PROXY names this host: `*`, a name (with all below it), `.name` or `*.name`, an address, a CIDR range,
 * each with an optional `:port`; separated by commas or spaces.
 */
function isExempt(url: URL, noProxy: string): boolean {
	const host = bareHost(url.hostname).replace(/\.$/, '').toLowerCase();
	const port = url.port || (url.protocol === 'https:' ? '443' : '80');
	return noProxy
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(Boolean)
		.some((entry) => matchesEntry(entry, host, port));
}

function matchesEntry(entry: string, host: string, port: string): boolean {
	if (entry === '*') return true;
	const withPort = /^(\[.+\]|[^:]+):(\d+)$/.exec(entry);
	if (withPort && withPort[2] !== port) return false;
	const name = bareHost(withPort?.[1] ?? entry)
		.replace(/^\*?\./, '')
		.replace(/\.$/, '');
	if (isIP(host)) return name === host || isInRange(host, name);
	return host === name || host.endsWith(`.${name}`);
}

function isInRange(address: string, range: string): boolean {
	if (!ipaddr.isValidCIDR(range)) return false;
	const [network, bits] = ipaddr.parseCIDR(range);
	const parsed = ipaddr.parse(address);
	return parsed.kind() === network.kind() && parsed.match(network, bits);
}
