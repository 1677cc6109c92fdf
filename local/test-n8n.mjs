/**
 * `npm run test:n8n`: the built and packed package in a whole, real n8n, on loopback and in folders of its own.
 *
 * Arguments are names of test files, to run only those: npm run test:n8n -- examples
 */
import { runTests } from './run-tests.mjs';

/** Ten times what the longest takes on a machine that has nothing else to do. Milliseconds. */
const FILE_TIMEOUT_MS = 1_200_000;

await runTests('real-n8n', { timeoutMs: FILE_TIMEOUT_MS, names: process.argv.slice(2) });
