/** A request as shown to people: in a preview, on the item, in the log. */
export { previewRequest, sentRequest, shortened, unresolvedPaths, type RequestPreview } from './item';
export { showRequest } from './request';
export { showBody, type ShownBody } from './body';
