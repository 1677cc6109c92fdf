/** Which proxy a URL goes through: the author's, or the one of the environment. Pure. */
import { isIP } from 'node:net';

import ipaddr from 'ipaddr.js';

import { WebhookFailure } from '../../failure';
import { bareHost } from './guard';

export interface Proxy {
	scheme: string;
	/** TLS to the proxy itself. */
	secure: boolean;
	hostname: string;
	port: number;
	/** Host and port, for messages; nothing secret. */
	label: string;
	/** The value of `Proxy-Authorization`, if the proxy's URL has a user name. */
	authorization?: string;
	socks?: Socks;
	/** Whether it comes from the author's option: such a proxy is judged by the guard like a target. */
	fromOption: boolean;
}

export interface Socks {
	version: 4 | 5;
	/** Whether it resolves names itself, instead of getting addresses that were looked up here. */
	resolves: boolean;
	userId?: string;
	password?: string;
}

/** As in cURL, except for `socks://`: SOCKS4 to cURL, it is SOCKS5 in most other tools. */
const SOCKS: Readonly<Record<string, Socks>> = {
	'socks:': { version: 5, resolves: true },
	'socks4:': { version: 4, resolves: false },
	'socks4a:': { version: 4, resolves: true },
	'socks5:': { version: 5, resolves: false },
	'socks5h:': { version: 5, resolves: true },
};
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
const SOCKS_PORT = 1080;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a URL, or undefined if it is called directly.
 * Without the option, `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` apply, lower case before upper case.
 *
 * @throws WebhookFailure (`request`) if the proxy's URL cannot be used
 */
export function proxyFor(url: URL, option: string | undefined, environment: Environment): Proxy | undefined {
	if (option?.trim()) return parseProxy(option.trim(), true);
	const variable = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
	const address = read(environment, variable) || read(environment, 'ALL_PROXY');
	if (!address || isExempt(url, read(environment, 'NO_PROXY'))) return undefined;
	return parseProxy(address, false);
}

/** @throws WebhookFailure (`request`) if the text is no URL of a proxy */
export function parseProxy(text: string, fromOption: boolean): Proxy {
	const url = readUrl(text);
	const socks = SOCKS[url?.protocol ?? ''];
	const defaultPort = socks ? SOCKS_PORT : DEFAULT_PORTS[url?.protocol ?? ''];
	if (!url?.hostname || defaultPort === undefined) {
		throw new WebhookFailure(
			'request',
			'The proxy is not an http, https or socks5 URL, such as http://proxy.example.com:3128',
			{
				field: fromOption ? 'options.proxy' : undefined,
				description: fromOption ? undefined : 'It comes from the environment that n8n runs in.',
			},
		);
	}
	const port = Number(url.port) || defaultPort;
	const hasUser = url.username !== '' || url.password !== '';
	const user = hasUser ? { userId: decode(url.username), password: decode(url.password) } : {};
	return {
		scheme: url.protocol.slice(0, -1),
		secure: url.protocol === 'https:',
		hostname: bareHost(url.hostname),
		port,
		label: `${url.hostname}:${port}`,
		...(socks ? { socks: { ...socks, ...user } } : hasUser ? { authorization: basic(url) } : {}),
		fromOption,
	};
}

/** Without a scheme it is http. */
function readUrl(text: string): URL | undefined {
	const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
	return URL.canParse(withScheme) ? new URL(withScheme) : undefined;
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
 * Whether NO_PROXY names this host: `*`, a name (with all below it), `.name`, an address, a CIDR range, each with an
 * optional `:port`; separated by commas or spaces. A `*` at the start or the end matches any text.
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
	const withPort = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(entry);
	if (withPort && Number(withPort[2]) !== Number(port)) return false;
	const name = bareHost(withPort?.[1] ?? entry).replace(/\.$/, '');
	if (isIP(host) && (isSameAddress(host, name) || isInRange(host, name))) return true;
	if (name.endsWith('*')) return host.startsWith(name.slice(0, -1).replace(/^\*/, ''));
	if (name.startsWith('*') && !name.startsWith('*.')) return host.endsWith(name.slice(1));
	const suffix = name.replace(/^\*?\./, '');
	return !isIP(host) && (host === suffix || host.endsWith(`.${suffix}`));
}

/** Compares in any spelling: an IPv6 address has many forms. */
function isSameAddress(address: string, other: string): boolean {
	return (
		isIP(other) === isIP(address) && ipaddr.parse(address).toString() === ipaddr.parse(other).toString()
	);
}

function isInRange(address: string, range: string): boolean {
	if (!ipaddr.isValidCIDR(range)) return false;
	const [network, bits] = ipaddr.parseCIDR(range);
	const parsed = ipaddr.parse(address);
	return parsed.kind() === network.kind() && parsed.match(network, bits);
}
