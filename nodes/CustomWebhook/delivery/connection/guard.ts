/**
 * Which addresses may be connected to: public unicast ones only. Pure; the IANA special-purpose registries
 * (RFC 6890 and its updates) come from ipaddr.js. An IPv4 address inside an IPv6 one is judged as IPv4.
 */
import { isIP } from 'node:net';

import ipaddr from 'ipaddr.js';

/** Azure's platform address: public by the registries, but it serves every virtual network. */
const AZURE_PLATFORM = '168.63.129.16';
/** IPv4 behind NAT64: the well-known prefix (RFC 6052). */
const NAT64 = ipaddr.IPv6.parse('64:ff9b::');
const NAT64_BITS = 96;
/** The only IPv6 space that is given out for global unicast (RFC 4291). */
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');
const GLOBAL_UNICAST_BITS = 3;
/** ISATAP interface identifiers (RFC 5214), followed by an IPv4 address. */
const ISATAP_FIRST_WORDS = [0x0000, 0x0200];
const ISATAP_SECOND_WORD = 0x5efe;

/** Why this address must not be connected to, in a word or two; undefined if it is public. */
export function refuseAddress(address: string): string | undefined {
	const withoutZone = address.split('%')[0] ?? '';
	if (isIP(withoutZone) === 4) return refuseIPv4(ipaddr.IPv4.parse(withoutZone));
	if (isIP(withoutZone) === 6) return refuseIPv6(ipaddr.IPv6.parse(hexForm(withoutZone)));
	return 'not an address';
}

/**
 * Why a literal address or `localhost` in a URL is refused before any DNS lookup; undefined if it is public, or a
 * name to look up.
 *
 * @param hostname of a `URL`, so that IPv4 is in its dotted form whatever was typed
 */
export function refuseHost(hostname: string): string | undefined {
	const host = bareHost(hostname);
	if (isIP(host)) return refuseAddress(host);
	const labels = host.replace(/\.$/, '').toLowerCase().split('.');
	return labels.at(-1) === 'localhost' ? 'this machine' : undefined;
}

/** The host without the brackets that a URL puts around an IPv6 address. */
export function bareHost(hostname: string): string {
	return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function refuseIPv4(address: ipaddr.IPv4): string | undefined {
	if (address.toString() === AZURE_PLATFORM) return 'a cloud platform address';
	return describe(address.range());
}

function refuseIPv6(address: ipaddr.IPv6): string | undefined {
	if (address.isIPv4MappedAddress()) return refuseIPv4(address.toIPv4Address());
	if (address.match(NAT64, NAT64_BITS)) return refuseIPv4(lastIPv4(address));
	if (!address.match(GLOBAL_UNICAST, GLOBAL_UNICAST_BITS)) return describe(address.range(), 'reserved');
	return describe(address.range()) ?? refuseIsatap(address);
}

function refuseIsatap(address: ipaddr.IPv6): string | undefined {
	const [, , , , first = NaN, second] = address.parts;
	const isIsatap = ISATAP_FIRST_WORDS.includes(first) && second === ISATAP_SECOND_WORD;
	return isIsatap ? refuseIPv4(lastIPv4(address)) : undefined;
}

function lastIPv4(address: ipaddr.IPv6): ipaddr.IPv4 {
	return new ipaddr.IPv4(address.toByteArray().slice(-4));
}

/** The range's name in words; for public unicast, `otherwise`. */
function describe(range: string, otherwise?: string): string | undefined {
	if (range === 'unicast') return otherwise;
	return range.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}

/** ipaddr.js takes `::8.8.8.8` for an IPv4-mapped address; the URL standard's hexadecimal form is unambiguous. */
function hexForm(address: string): string {
	return bareHost(new URL(`http://[${address}]/`).hostname);
}
