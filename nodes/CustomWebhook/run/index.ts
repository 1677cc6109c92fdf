/** One execution of the node: what is read, compiled and opened once, and each item's way through it. */
export { inParallel } from './in-parallel';
export { processItem } from './item';
export { openRun } from './open';
