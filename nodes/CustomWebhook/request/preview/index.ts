/** A request as people are shown it: in a preview, on the item, in the log. */
export { previewRequest, sentRequest, shortened, unresolvedPaths, type RequestPreview } from './item';
export { showRequest } from './request';
export { showBody, type ShownBody } from './body';
