/** The answer of a service: decoded, judged, and mapped onto the item. */
export { isCharset } from './charset';
export { checkNames, checkVariables } from './check-variables';
export { getPath } from './get-path';
export { checkPath, compilePath, isRefusedName, type Path, type TypedPath } from './path';
export { bodyReader } from './read-body';
export {
	addVariables,
	checkRoom,
	isInReport,
	targetOf,
	type MappedVariable,
	type MappedVariables,
} from './set-variables';
export { retryWhen, valueToRetry, type RetryWhen } from './retry-when';
export { compileVariables, mapVariables, unsetVariables, type CompiledVariable } from './variables';
export { idText, ownResults, type OwnResult, type ResultRule } from './results';
export { judge, judgeResult } from './verdict';
export type { DecodedBody, ResponseFormat, SuccessRule, VariableName, VariableRule } from './types';
export { saysTokenExpired } from './token-refused';
