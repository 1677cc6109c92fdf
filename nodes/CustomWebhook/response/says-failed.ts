import { isObject, type JsonObject, type JsonValue } from '../formats/json';
import { plainName } from './service-detail';

/** Members by which services say whether they did what was asked, whatever the status. */
const ANSWERS = ['ok', 'success'] as const;

/** The member that says `false`, as in `"ok": false`; undefined if none does. */
export function denyingMember(body: unknown): (typeof ANSWERS)[number] | undefined {
	return isObject(body) ? ANSWERS.find((name) => body[name] === false) : undefined;
}

/** Members with an error, by {@link plainName}. */
const ERRORS = new Set(['error', 'errors', 'errormessage']);

/** Members that say more of an error, by {@link plainName}: a body with others has data too. */
const DETAILS = new Set([
	'code',
	'description',
	'detail',
	'details',
	'errorcode',
	'errordata',
	'errordescription',
	'erroruri',
	'message',
	'msg',
	'path',
	'reason',
	'requestid',
	'status',
	'statuscode',
	'timestamp',
	'title',
	'traceid',
	'type',
]);

/** Texts by which services say that there is no error. */
const NO_ERROR = new Set(['', '0', 'false', 'no', 'no error', 'none', 'null', 'ok', 'success']);

/** Values of `status` by which services say that they failed, as in JSend. */
const FAILED = new Set(['error', 'fail', 'failed']);

/** The member by which a body says that it is no success. */
export type Denial = 'ok' | 'success' | 'errors' | 'error' | 'status';

/**
 * What a body says of a failure, although its status is a success: `"ok": false`, the errors of GraphQL (its
 * specification, section 7.1), or an error and no data. Undefined if it says nothing of the kind.
 */
export function saysFailed(body: JsonValue): Denial | undefined {
	if (!isObject(body)) return undefined;
	return denyingMember(body) ?? (isGraphqlError(body) ? 'errors' : loneError(body));
}

/** Without data, the error of a request names its place in the query. */
function isGraphqlError({ data, errors }: JsonObject): boolean {
	const first = Array.isArray(errors) ? errors[0] : undefined;
	return isObject(first) && (data !== undefined || Array.isArray(first.locations));
}

/**
 * Whether a body says that some of what was sent failed: with a list of errors beside other data, or in one of its
 * results, often with the status 207 (RFC 4918, section 11.1). Not for what was read, in which all that may be data.
 */
export function saysPartlyFailed(body: JsonValue): boolean {
	const members = isObject(body) ? Object.entries(body) : [['', body] as const];
	return members.some(
		([name, value]) =>
			Array.isArray(value) &&
			((plainName(name) === 'errors' && isFilled(value)) || value.some(isFailedResult)),
	);
}

/** An error alone may be a field of a record; with a code of failure it is none. */
function isFailedResult(result: JsonValue): boolean {
	if (!isObject(result)) return false;
	const code = Number(result.code ?? result.status ?? result.statusCode);
	return denyingMember(result) !== undefined || (code >= 400 && code < 600);
}

/** Whether the result of one member of a batch says that it failed. */
export function resultSaysFailed(result: JsonValue): boolean {
	if (!isObject(result)) return false;
	const hasError = Object.entries(result).some(([name, value]) => isError(name) && isFilled(value));
	return hasError || denyingMember(result) !== undefined || failedStatus(result) !== undefined;
}

/** The member with the error, if the body has nothing but it and its details. */
function loneError(body: JsonObject): Denial | undefined {
	const names = Object.keys(body);
	if (names.length > DETAILS.size) return undefined;
	const found = names.find((name) => isError(name) && isFilled(body[name] ?? null)) ?? failedStatus(body);
	if (found === undefined || !names.every((name) => isError(name) || isDetail(name))) return undefined;
	const name = plainName(found);
	return name === 'errors' || name === 'status' ? name : 'error';
}

function failedStatus({ status }: JsonObject): 'status' | undefined {
	return typeof status === 'string' && FAILED.has(status.trim().toLowerCase()) ? 'status' : undefined;
}

const isError = (name: string): boolean => ERRORS.has(plainName(name));
const isDetail = (name: string): boolean => DETAILS.has(plainName(name));

function isFilled(error: JsonValue): boolean {
	if (typeof error === 'string') return !NO_ERROR.has(error.trim().toLowerCase());
	return typeof error === 'object' && error !== null && Object.keys(error).length > 0;
}
