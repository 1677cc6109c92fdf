/** A service's response: decoded, judged, and mapped onto the item. */
export { getPath } from './get-path';
export { ACCEPTED, isResult, locationOfResult, movedLocation, stateOf } from './later-result';
export {
	isOneElement,
	isSamePage,
	joinPages,
	membersOf,
	namesNext,
	nextOf,
	pageFault,
	type PageResponse,
	type PagesSeen,
} from './pages';
export { bodyReader } from './read-body';
export {
	addVariables,
	checkRoom,
	isInReport,
	targetOf,
	type MappedVariable,
	type MappedVariables,
} from './set-variables';
export { listedValueIn } from './listed-values';
export { compileVariables, mapVariables, unsetVariables, type CompiledVariable } from './variables';
export { idText, ownResults, type OwnResult, type ResultRule } from './results';
export { judge, judgeResult } from './verdict';
export { resultSaysFailed, saysFailed, saysPartlyFailed, type Denial } from './says-failed';
export type { DecodedBody } from './types';
export { saysTokenExpired } from './token-refused';
export { aWebPage, webPageTitle } from './web-page';
