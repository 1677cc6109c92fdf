/** Secrets out of everything that this node writes. */
export { redactBody } from './body';
export { createRedactor, isTellingName, type Redactor } from './redactor';
export { HIDDEN } from './walk';
