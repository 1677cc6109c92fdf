/** The answer of a service: decoded, judged, and mapped onto the item. */
export { checkNames, checkVariables } from './check-variables';
export { checkPath, compilePath, getPath, isRefusedName, type Path } from './path';
export { bodyReader } from './read-body';
export {
	addVariables,
	compileVariables,
	mapVariables,
	targetOf,
	unsetVariables,
	type CompiledVariable,
	type MappedVariable,
	type MappedVariables,
} from './variables';
export { judge } from './verdict';
export type { DecodedBody, ResponseFormat, SuccessRule, VariableName, VariableRule } from './types';
export { saysTokenExpired } from './token-refused';
