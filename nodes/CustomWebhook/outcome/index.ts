/** What leaves the node: items, their output, and the hints under it. */
export {
	compileFailureVariables,
	NO_FAILURE_VARIABLES,
	renderFailureVariables,
	type CompiledFailureVariable,
	type FailureVariables,
} from './failure-variables';
export { adviceOf, failureHints, type RunSeen } from './hints';
export type { OutcomeFrame } from './frame';
export { failed, previewed, reportOf, succeeded, type FailureRoute, type Outcome } from './item-out';
export { earlierLater } from './later';
export { returned } from './returned';
export { failedRunError, stoppingError, toOutputs } from './outputs';
