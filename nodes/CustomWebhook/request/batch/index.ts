/** Many items in one request: what an item brings to it, and how the parts are joined. */
export { BatchKeys } from './keys';
export { planBatches, type BatchPart, type BatchPlan } from './plan';
