/**
 * `npm run test:queue`: the packed package in a real n8n in queue mode, with a Redis and a PostgreSQL of its own,
 * all on loopback.
 */
import { runTests } from './run-tests.mjs';

/** Three processes of n8n start, run 200 executions, and wait for a dead worker to be missed. Milliseconds. */
const FILE_TIMEOUT_MS = 1_200_000;

await runTests('queue', { timeoutMs: FILE_TIMEOUT_MS });
