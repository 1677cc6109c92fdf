export { castTo, type DataType } from './cast';
export { checkJson, isJson } from './check';
export { onOneLine } from './one-line';
export { isBeyondExact, jsonContainerIn, MAX_NESTING, parseJson, parseJsonAsWritten } from './parse';
export { type JsonPath, offsetIn } from './place';
export { setMember } from './set-member';
export { JsonTokens, type JsonTokenKind } from './tokens';
export { isObject, type JsonObject, type JsonValue, setOwn } from './value';
