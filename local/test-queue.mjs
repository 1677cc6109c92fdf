/**
 * `npm run test:queue`: the packed package in a real n8n in queue mode, with a Redis and a PostgreSQL of its own,
 * all on loopback.
 *
 * Arguments are names of test files, to run only those; `--long` is for the soak of the outbox (`npm run soak:outbox`).
 */
import { runTests } from './run-tests.mjs';

/** Three processes of n8n start, run 200 executions, and wait for a dead worker to be missed. Milliseconds. */
const FILE_TIMEOUT_MS = 1_200_000;
/** A service that is down for five minutes, and 2,000 items that wait for it. Milliseconds. */
const LONG_TIMEOUT_MS = 3_600_000;

const args = process.argv.slice(2);
const isLong = args.includes('--long');
await runTests('queue', {
	timeoutMs: isLong ? LONG_TIMEOUT_MS : FILE_TIMEOUT_MS,
	names: args.filter((arg) => arg !== '--long'),
	env: isLong ? { OUTBOX_SOAK: 'long' } : {},
});
