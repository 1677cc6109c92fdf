/** One execution of the node: its set-up, and each item's way through it. */
export { openRun } from './open';
export { processItems } from './process-items';
