import { shorten } from '../../formats';
import type { RunSeen } from './run-seen';
import { faultsOfRows, type TypedRow } from './typed-rows';

type Seen = Pick<RunSeen['settings'], 'requestFrom' | 'headers' | 'templates'>;

/** Base64 has no colon (RFC 4648, section 4). */
const PLAIN_BASIC = /^basic\s+\S*:/i;
/** A media type has a slash (RFC 9110, section 8.3.1). */
const NO_MEDIA_TYPE = /^[\w.+-]+$/;

/** Headers typed in a form that services do not read: a user name and password in plain text, and half a media type. */
export function oddHeaderValues({ requestFrom, headers, templates }: Seen): string[] {
	if (requestFrom === 'curl') return [];
	return faultsOfRows('headers', headers, templates, faultIn);
}

function faultIn({ name: typedName, value, outside }: TypedRow): string | undefined {
	const name = typedName.trim().toLowerCase();
	if (name === 'authorization' && PLAIN_BASIC.test(outside))
		return 'a user name and a password are sent in Base64, and these are plain. Set Authentication to Basic Auth instead.';
	const isType = name === 'content-type' || name === 'accept';
	if (!isType || value !== outside || !NO_MEDIA_TYPE.test(value)) return undefined;
	return `"${shorten(value)}" is not a media type. Write the whole of it, such as application/json.`;
}
