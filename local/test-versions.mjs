/**
 * `npm run test:versions`: the packed package in the oldest n8n that it claims; the newest is what
 * `npm run test:n8n` runs.
 */
import { runTests } from './run-tests.mjs';
import { installOldestN8n } from './setup/install-oldest-n8n.mjs';

/** More than a start of n8n and an execution may take, which say themselves what was too slow. Milliseconds. */
const FILE_TIMEOUT_MS = 600_000;

await runTests('versions', { timeoutMs: FILE_TIMEOUT_MS, install: installOldestN8n });
