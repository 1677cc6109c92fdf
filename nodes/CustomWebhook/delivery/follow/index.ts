/** What follows an item's first response: the result that comes later, the pages of a list. */
export { followUp } from './follow';
export type { Asking } from './trail';
export type * from './types';
