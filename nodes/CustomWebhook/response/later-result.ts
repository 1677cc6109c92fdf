/** A result that comes later: where to poll for it, and whether it is ready. Pure. */
import type { ResponseHead } from '../delivery';
import { WebhookFailure } from '../failure';
import { compilePath } from '../formats';
import type { JsonValue } from '../formats/json';
import type { LaterRule, ListedValues } from '../settings';
import { valueOfElement } from './from-xml';
import { findPath } from './get-path';
import { isListed, listedValueIn } from './listed-values';
import { brief, serviceMessage } from './service-message';

/** RFC 9110, section 15.3.3: accepted, and not yet acted on. */
export const ACCEPTED = 202;
const CREATED = 201;

type Seen = Pick<ResponseHead, 'statusCode' | 'headers'> & { body: JsonValue };

/**
 * Where to poll for the result of a request, as the service names it: `Operation-Location`, or the `Location` of a
 * 201 or 202. Undefined if the response is the result.
 * @throws WebhookFailure `rule` for a 202 that does not name it
 */
export function locationOfResult({ statusCode, headers }: Omit<Seen, 'body'>): string | undefined {
	const location =
		headerOf(headers, 'operation-location') ??
		(statusCode === ACCEPTED || statusCode === CREATED ? headerOf(headers, 'location') : undefined);
	if (location !== undefined || statusCode !== ACCEPTED) return location;
	throw new WebhookFailure(
		'rule',
		'The service accepted the request (202), but its response has no Location header: it does not say where the result will be.',
		{
			description:
				'If the service has a URL that tells the status, set Wait For to Status URL. Check the service before you send the item again.',
		},
	);
}

/** Where to poll from now on, if a pending response names another address. */
export function movedLocation({ statusCode, headers }: Omit<Seen, 'body'>): string | undefined {
	return statusCode === ACCEPTED
		? (headerOf(headers, 'operation-location') ?? headerOf(headers, 'location'))
		: undefined;
}

/**
 * Whether a response is the result.
 * @throws WebhookFailure `rule` if it says that there will be none
 */
export function isResult({ done, failed }: LaterRule, { statusCode, body }: Seen): boolean {
	const failure = listedValueIn(failed, body);
	if (failure !== undefined) throw failedResult(failure, failed, body);
	return done ? isListed(done, body) : statusCode !== ACCEPTED;
}

/** The state that a response shows instead of the result, as the end of a sentence. */
export function stateOf({ path, done, failed }: LaterRule, { statusCode, body }: Seen): string {
	if (!done) return `has the status ${statusCode}`;
	const { value, isXml } = findPath(body, compilePath(path));
	const where = path === '' ? 'as its body' : `at "${path}"`;
	if (value === undefined) return `has nothing ${where}`;
	const found = isXml ? valueOfElement(value) : value;
	const shown = typeof found === 'string' ? found : JSON.stringify(found);
	return `has "${brief(shown)}" ${where}${otherCase(shown, done, 'Done') ?? otherCase(shown, failed, 'Failed') ?? ''}`;
}

function otherCase(shown: string, list: ListedValues | undefined, name: string): string | undefined {
	const state = shown.trim().toLowerCase();
	const listed = list?.values.find((value) => value.toLowerCase() === state);
	return listed && `, and ${name} Values has "${listed}": upper and lower case count`;
}

function headerOf(headers: ResponseHead['headers'], name: string): string | undefined {
	const [value = ''] = [headers[name] ?? ''].flat();
	return value.trim() === '' ? undefined : value;
}

function failedResult(value: string, rule: ListedValues | undefined, body: JsonValue): WebhookFailure {
	const where = rule?.text ? `at "${rule.text}"` : 'as its body';
	const says = serviceMessage(body);
	return new WebhookFailure(
		'rule',
		`The service says that there will be no result: "${brief(value)}" ${where}, which Failed Values lists.`,
		says === undefined ? {} : { description: `The service says: "${says}".` },
	);
}
