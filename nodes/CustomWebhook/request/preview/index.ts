/** A request as people are shown it: in a preview, on the item, in the log. */
export { previewRequest, sentRequest, shortened } from './item';
export { showRequest, type ShownRequest } from './request';
export { showBody, type ShownBody } from './body';
