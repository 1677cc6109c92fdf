/**
 * Delivery: a request in, a response or a failure out. Attempts, limits, redirects, guard, signing, TLS and proxies,
 * free of n8n. Open a delivery with `openDelivery`, then call `deliver` for each item. If items have policies of their
 * own, open a delivery for each policy, with a common `Admission`: see `admitRun`.
 */
export { cancelled, type Admission } from './pace';
export { Deadline } from './deadline';
export { admitRun, hasSharedRedis } from './process-pace';
export { unreadableFile } from './errors';
export { notRepeatedNote } from './fate';
export { isSetByNode } from './connection-headers';
export { readHeader } from './lead';
export { openDelivery } from './open';
export { backoff, SAFE_METHODS } from './retry';
export { unlessAborted } from './signals';
export { parseStatusCodes } from './status-codes';
export { systemTools } from './tools';
export type { Delivery } from './delivery';
export type * from './follow';
export type * from './types';
