/** Many items in one request: each item's part of it, and how the parts are joined. */
export { BatchKeys } from './keys';
export { planBatches, type BatchPart, type BatchPlan } from './plan';
