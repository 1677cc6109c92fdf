/**
 * `npm run test:editor`: the packed package in a real n8n and a real Chromium.
 *
 * `npm run test:editor -- --images` also puts the pictures into docs/images, to be looked at.
 */
import { runTests } from './run-tests.mjs';

/** A quarter of it is enough on a machine that has nothing else to do. Milliseconds. */
const FILE_TIMEOUT_MS = 3_600_000;

const images = process.argv.includes('--images');
await runTests('editor', { timeoutMs: FILE_TIMEOUT_MS, env: images ? { EDITOR_IMAGES: '1' } : {} });
