import { isObject, type JsonValue } from '../formats/json';

/** Members by which services say whether they did what was asked, whatever the status. */
const ANSWERS = ['ok', 'success'] as const;

/** The member that says `false`, as in `"ok": false`; undefined if none does. */
export function denyingMember(body: unknown): (typeof ANSWERS)[number] | undefined {
	return isObject(body) ? ANSWERS.find((name) => body[name] === false) : undefined;
}

/**
 * What a body says of a failure, although its status is a success: `"ok": false`, or the errors of GraphQL (its
 * specification, section 7.1). Undefined if it says nothing of the kind.
 */
export function saysFailed(body: JsonValue): 'ok' | 'success' | 'errors' | undefined {
	if (!isObject(body)) return undefined;
	const { data, errors } = body;
	const isGraphql = data !== undefined && Array.isArray(errors) && isObject(errors[0]);
	return denyingMember(body) ?? (isGraphql ? 'errors' : undefined);
}
