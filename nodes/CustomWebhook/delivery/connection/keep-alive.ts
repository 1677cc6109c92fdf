/** How long a connection may be idle before the server closes it. */
import { rememberingLast } from '../../formats';

/** Without a hint of the server: less than the 5 s that many servers wait. */
const IDLE_MS = 4000;
/** A connection is dropped so long before the time in the server's `Keep-Alive` header. */
const BEFORE_HINT_MS = 1000;
/** The most that a server's hint can ask for: longer idle connections only tie up sockets on both sides. */
export const LONGEST_IDLE_MS = 60_000;

/** In any case, with or without spaces and quotes. */
const TIMEOUT = /(?:^|[,;\s])timeout\s*=\s*"?(\d+)/i;

/** How long a connection is kept idle after a response with this `Keep-Alive` header, in milliseconds; 0 = not at all. */
export const idleTime = rememberingLast((keepAlive: string | string[] | undefined): number => {
	const hint = TIMEOUT.exec(Array.isArray(keepAlive) ? keepAlive.join(',') : (keepAlive ?? ''));
	if (!hint) return IDLE_MS;
	return Math.min(LONGEST_IDLE_MS, Math.max(0, Number(hint[1]) * 1000 - BEFORE_HINT_MS));
});
