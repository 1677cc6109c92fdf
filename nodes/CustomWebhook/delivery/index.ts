/**
 * Delivery: a request in, an answer or a failure out. Attempts, limits, redirects, guard, signing, TLS and proxies,
 * free of n8n. Open one delivery for a run with `openDelivery`, then call `deliver` for each item.
 */
export { unreadableFile } from './errors';
export { openDelivery } from './run';
export { parseStatusCodes } from './status-codes';
export { systemTools } from './tools';
export type * from './types';
