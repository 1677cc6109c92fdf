export { checkJson } from './check';
export { isBeyondExact, jsonContainerIn, MAX_NESTING, parseJson, parseJsonAsWritten } from './parse';
export { type JsonPath, offsetIn } from './place';
export { jsonStringEnd } from './string';
export { isObject, type JsonObject, type JsonValue, setOwn } from './value';
