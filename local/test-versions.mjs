/**
 * `npm run test:versions`: the packed package in the oldest n8n that it claims; the newest is what
 * `npm run test:n8n` runs.
 */
import { runTests } from './run-tests.mjs';
import { installOldestN8n } from './setup/install-oldest-n8n.mjs';

/** One start of n8n and one execution, on a busy machine. Milliseconds. */
const FILE_TIMEOUT_MS = 240_000;

await runTests('versions', { timeoutMs: FILE_TIMEOUT_MS, install: installOldestN8n });
