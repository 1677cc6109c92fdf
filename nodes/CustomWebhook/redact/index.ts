/** Keeps secrets out of everything that this node writes. */
export { redactBody } from './body';
export { createRedactor, type Redactor } from './redactor';
export { remembering } from './remembering';
export { looksLikeKey, secretOfAddress } from './secret-look';
export { HIDDEN } from './walk';
export { passwordsIn } from './url-password';
