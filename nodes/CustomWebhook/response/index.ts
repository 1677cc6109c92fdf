/** The answer of a service: decoded, judged, and mapped onto the item. */
export { checkNames, checkVariables } from './check-variables';
export { parseJsonAsWritten } from './json';
export { isObject, setOwn, type JsonObject } from './own';
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
