/** What follows the response of an item's request: the result that comes later, the pages of a list. */
export { followUp } from './follow';
export type { Asking } from './trail';
export type * from './types';
