import { isObject, type JsonObject, type JsonValue } from '../formats/json';
import { plainName } from './service-detail';

/** Members by which services say whether they did what was asked, whatever the status. */
const ANSWERS = ['ok', 'success'] as const;

/** The member that says `false`, as in `"ok": false`; undefined if none does. */
export function denyingMember(body: unknown): (typeof ANSWERS)[number] | undefined {
	return isObject(body) ? ANSWERS.find((name) => body[name] === false) : undefined;
}

/** Members with an error, by {@link plainName}. */
const ERRORS = new Set(['err', 'error', 'errors', 'errormessage']);

/** Members that say more of an error, by {@link plainName}: a body with others has data too. */
const DETAILS = new Set([
	'code',
	'description',
	'detail',
	'details',
	'ecode',
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
const FAILED = new Set(['error', 'fail', 'failed', 'failure']);

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

/** Members that count what failed, by {@link plainName}. */
const COUNTS = new Set([
	'errorcount',
	'errorscount',
	'failed',
	'failedcount',
	'failure',
	'failurecount',
	'failures',
	'numerrors',
	'numfailed',
	'totalerrors',
	'totalfailed',
]);

/** Members of a result with a status of HTTP, or a word for it, by {@link plainName}. */
const STATUSES = new Set([
	'code',
	'httpstatus',
	'httpstatuscode',
	'result',
	'resultcode',
	'status',
	'statuscode',
]);

/** Members of a result that only a failure fills in, by {@link plainName}. */
const REASONS = new Set(['errorcode', 'errortext', 'failreason', 'failurereason', 'rejectreason']);

/** Statuses by which services say that they did not take one of several. */
const NOT_TAKEN = new Set(['invalid', 'rejected']);

/** Levels of objects in which errors are looked for: `data.customerCreate.userErrors` of GraphQL. */
const DEEPEST_ERRORS = 3;

/**
 * Whether a body says that some of what was sent failed: with a list or a number of errors beside other data, or in one
 * of its results, often with the status 207 (RFC 4918, section 11.1). Not for what was read, in which all that may be
 * data.
 */
export function saysPartlyFailed(body: JsonValue): boolean {
	return Array.isArray(body) ? body.some(isFailedResult) : tellsOfErrors(body, 1);
}

function tellsOfErrors(holder: JsonValue, depth: number): boolean {
	if (!isObject(holder) || depth > DEEPEST_ERRORS) return false;
	return Object.entries(holder).some(([key, value]) => {
		const name = plainName(key);
		if (depth === 1 && countsErrors(name, value)) return true;
		if (depth < DEEPEST_ERRORS && STATUSES.has(name) && isFailure(value)) return true;
		if (!Array.isArray(value)) return tellsOfErrors(value, depth + 1);
		return (name.endsWith('errors') && isFilled(value)) || (depth === 1 && value.some(isFailedResult));
	});
}

/** `"errors": true` of a bulk response, or a number of them. */
const countsErrors = (name: string, value: JsonValue): boolean =>
	value === true ? name === 'errors' || name === 'haserrors' : COUNTS.has(name) && Number(value) > 0;

/** Whether a member of a list says that it failed. An error alone may be a field of a record. */
function isFailedResult(result: JsonValue): boolean {
	if (!isObject(result)) return false;
	if (denyingMember(result) !== undefined) return true;
	return Object.entries(result).some(([key, value]) => {
		const name = plainName(key);
		if (STATUSES.has(name)) return isFailure(value) || NOT_TAKEN.has(String(value).toLowerCase());
		return REASONS.has(name) && (isFilled(value) || Number(value) > 0);
	});
}

/** A status of HTTP, or a word for it. */
function isFailure(status: JsonValue): boolean {
	if (typeof status === 'string' && FAILED.has(status.trim().toLowerCase())) return true;
	return Number(status) >= 400 && Number(status) < 600;
}

/** Whether the result of one member of a batch says that it failed. */
export function resultSaysFailed(result: JsonValue): boolean {
	if (!isObject(result)) return false;
	const hasError = Object.entries(result).some(([name, value]) => isError(name) && isFilled(value));
	return hasError || isFailedResult(result);
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

function failedStatus({ status = null }: JsonObject): 'status' | undefined {
	return typeof status === 'string' && FAILED.has(status.trim().toLowerCase()) ? 'status' : undefined;
}

const isError = (name: string): boolean => ERRORS.has(plainName(name));
const isDetail = (name: string): boolean => DETAILS.has(plainName(name));

function isFilled(error: JsonValue): boolean {
	if (typeof error === 'string') return !NO_ERROR.has(error.trim().toLowerCase());
	return typeof error === 'object' && error !== null && Object.keys(error).length > 0;
}
