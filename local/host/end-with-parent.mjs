/**
 * Loaded into n8n before n8n itself (`node --import`): ends it when the program that started it is gone,
 * also when that one was killed and could not say goodbye. Their tie is the standard input.
 */
import { isMainThread } from 'node:worker_threads';

// The threads that n8n starts load this file too; their standard input is another one.
if (isMainThread) {
	process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM'));
	process.stdin.once('error', () => process.kill(process.pid, 'SIGTERM'));
	process.stdin.resume();
}
